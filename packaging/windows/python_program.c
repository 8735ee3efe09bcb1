/* python.exe and the two programs of the tree: each runs the Python in the folder `python` beside it, or beside
   itself, and nothing else of that computer.

   A program of the tree passes on what begins with -I, as its parts are started so. It loads no library from the
   current folder or the path: only from its own and the system's. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define PATH_LENGTH 32768
typedef int (*main_t)(int, wchar_t **);

static wchar_t place[PATH_LENGTH];

static HMODULE load(const wchar_t *name) {
    DWORD length = GetModuleFileNameW(NULL, place, PATH_LENGTH);
    while (length && place[length - 1] != L'\\') length--;
    if (length + wcslen(name) >= PATH_LENGTH) return NULL;
    wcscpy(place + length, name);
    HMODULE library = LoadLibraryExW(place, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    *wcsrchr(place, L'\\') = 0;
    AddDllDirectory(place); /* packages find the runtime of C beside that Python */
    return library;
}

int wmain(int argc, wchar_t **argv) {
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    HMODULE library = load(LIBRARY);
    main_t run = library ? (main_t)(void *)GetProcAddress(library, "Py_Main") : NULL;
    if (!run) return 111;
#ifdef PROGRAM
    if (argc < 2 || wcscmp(argv[1], L"-I")) {
        static wchar_t *before[] = {L"-I", L"-X", L"utf8", L"-m", L"casebook"};
        const int more = sizeof before / sizeof *before;
        wchar_t **all = calloc(argc + more + 1, sizeof *all);
        if (!all) return 112;
        all[0] = argv[0];
        for (int i = 0; i < more; i++) all[i + 1] = before[i];
        for (int i = 1; i < argc; i++) all[i + more] = argv[i];
        return run(argc + more, all);
    }
#endif
    return run(argc, argv);
}
