/* icuuc.dll for wine, which has none; Windows 10 does. Qt asks it for converters of text: it knows none. */
#define SHOWN __declspec(dllexport)
#define FAILURE 4

static void fail(int *error) { if (error) *error = FAILURE; }

SHOWN void *ucnv_open(const char *name, int *error) { fail(error); return 0; }
SHOWN void ucnv_close(void *one) {}
SHOWN void ucnv_reset(void *one) {}
SHOWN signed char ucnv_getMaxCharSize(void *one) { return 1; }
SHOWN const char *ucnv_getName(void *one, int *error) { fail(error); return 0; }
SHOWN const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { fail(error); return 0; }
SHOWN const char *ucnv_getAvailableName(int place) { return 0; }
SHOWN int ucnv_countAvailable(void) { return 0; }
SHOWN void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
SHOWN void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
SHOWN void ucnv_getToUCallBack(void *one, void **a, void **b) {}
SHOWN void ucnv_getFromUCallBack(void *one, void **a, void **b) {}
SHOWN void ucnv_setToUCallBack(void *one, void *a, void *b, void **c, void **d, int *error) { fail(error); }
SHOWN void ucnv_setFromUCallBack(void *one, void *a, void *b, void **c, void **d, int *error) { fail(error); }
SHOWN void ucnv_cbToUWriteUChars(void *a, void *b, int length, int at, int *error) { fail(error); }
SHOWN void ucnv_cbFromUWriteUChars(void *a, void *b, void *length, int at, int *error) { fail(error); }
SHOWN void ucnv_toUnicode(void *one, void *a, void *b, void *c, void *d, void *at, int end, int *error) { fail(error); }
SHOWN void ucnv_fromUnicode(void *one, void *a, void *b, void *c, void *d, void *at, int end, int *error) { fail(error); }
SHOWN int ucnv_toUCountPending(void *one, int *error) { return 0; }
SHOWN int ucnv_fromUCountPending(void *one, int *error) { return 0; }
int DllMainCRTStartup(void *module, unsigned reason, void *reserved) { return 1; }
