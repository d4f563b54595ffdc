#ifndef VIVARIUM_CCMARK_SHIM_H
#define VIVARIUM_CCMARK_SHIM_H
#include <cmark.h>
#endif
