#ifndef VIVARIUM_CCURSES_SHIM_H
#define VIVARIUM_CCURSES_SHIM_H
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// Swift imports no function-like macros, no variadics, and no mutable C globals under strict concurrency: these stand for them.
static const attr_t vv_bold = WA_BOLD, vv_dim = WA_DIM, vv_underline = WA_UNDERLINE, vv_reverse = WA_REVERSE;
static const mmask_t vv_button1 = BUTTON1_PRESSED | BUTTON1_CLICKED, vv_wheel_up = BUTTON4_PRESSED, vv_wheel_down = BUTTON5_PRESSED;
static inline int vv_key_f(int n) { return KEY_F(n); }
static inline FILE *vv_stdin(void) { return stdin; }
static inline int vv_window_size(int fd, int *rows, int *cols) {
    struct winsize w;
    if (ioctl(fd, TIOCGWINSZ, &w) != 0 || w.ws_row == 0 || w.ws_col == 0) return -1;
    *rows = w.ws_row;
    *cols = w.ws_col;
    return 0;
}
static inline int vv_max_colors(void) { return COLORS; }
#endif
