/* Contents/MacOS/casebook: runs the Python inside the same bundle and nothing else of that computer.

   It passes on what begins with -I, as the parts of the program are started so: sys.executable is this file. The
   Python is loaded by its path, so that no other is found, and for all to see, since packages ask it for its names.

   Source: Apple, dyld(3), dlopen(3); Python, "Py_SetPythonHome", "Py_BytesMain", "Py_DecodeLocale". */
#include <dlfcn.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

typedef wchar_t *(*decode_t)(const char *, size_t *);
typedef void (*home_t)(const wchar_t *);
typedef int (*main_t)(int, char **);

int main(int argc, char **argv) {
    char said[PATH_MAX], own[PATH_MAX], home[PATH_MAX + 32], library[PATH_MAX + 64];
    uint32_t size = sizeof said;
    if (_NSGetExecutablePath(said, &size) || !realpath(said, own)) return 110;
    strcpy(home, own);
    for (int i = 0; i < 2; i++) *strrchr(home, '/') = 0;
    strcat(home, "/Resources/python");
    snprintf(library, sizeof library, "%s/lib/libpython3.11.dylib", home);
    void *python = dlopen(library, RTLD_NOW | RTLD_GLOBAL);
    if (!python) return fprintf(stderr, "%s\n", dlerror()), 111;
    decode_t decode = (decode_t)dlsym(python, "Py_DecodeLocale");
    home_t set_home = (home_t)dlsym(python, "Py_SetPythonHome");
    main_t run = (main_t)dlsym(python, "Py_BytesMain");
    if (!decode || !set_home || !run) return 112;
    set_home(decode(home, NULL));
    argv[0] = own;
    if (argc > 1 && !strcmp(argv[1], "-I")) return run(argc, argv);
    static char *before[] = {"-I", "-X", "utf8", "-m", "casebook"};
    const int more = sizeof before / sizeof *before;
    char **all = calloc(argc + more + 1, sizeof *all);
    if (!all) return 113;
    all[0] = own;
    for (int i = 0; i < more; i++) all[i + 1] = before[i];
    for (int i = 1; i < argc; i++) all[i + more] = argv[i];
    return run(argc + more, all);
}
