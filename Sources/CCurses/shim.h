#ifndef VIVARIUM_CCURSES_SHIM_H
#define VIVARIUM_CCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <curses.h>
#endif
