import CCurses
import Canvas
import Glibc

/// Why there is no screen: one line for a person.
public struct ScreenError: Error, CustomStringConvertible, Sendable {
    /// One line.
    public var description: String
}

/// The terminal as a full screen: a canvas goes in, keys come out. There is one, used from one thread. Whatever ends the process, the
/// terminal is put back: see TerminalGuard.swift.
public final class Screen {
    private let screen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private var pairs: [UInt32: Int32] = [:]
    private let usesColour: Bool
    private var savedStderr: Int32 = -1
    private var errorsFile: Int32 = -1

    /// The theme that styles are drawn with.
    public var theme: Theme

    /// Opens the screen. Standard input and output must be a terminal whose TERM can move a cursor.
    public init(theme: Theme, colour: Bool) throws(ScreenError) {
        guard isatty(0) != 0, isatty(1) != 0 else {
            throw ScreenError(description: "not a terminal: use --plain for text, or `vivarium run`")
        }
        let term = getenv("TERM").map { String(cString: $0) } ?? ""
        if term.isEmpty { throw ScreenError(description: "TERM is not set: use --plain for text, or set TERM") }
        if term == "dumb" { throw ScreenError(description: "TERM is 'dumb', which cannot move the cursor: use --plain for text") }
        setlocale(LC_ALL, "")
        if Self.codeset != "UTF-8", setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_ALL, "C") }
        TerminalGuard.install()
        guard let output = fdopen(dup(1), "w"), let input = fdopen(dup(0), "r"), let s = newterm(nil, output, input) else {
            TerminalGuard.forget()
            throw ScreenError(
                description: "TERM is '\(term)', which this system does not know: use --plain for text, or another TERM")
        }
        screen = s
        set_term(s)
        guard let w = newwin(0, 0, 0, 0) else {
            endwin()
            throw ScreenError(description: "the terminal has no room for a window")
        }
        window = w
        self.theme = theme
        usesColour = colour && has_colors() && vv_max_colors() >= 8
        raw()
        noecho()
        nonl()
        keypad(window, true)
        // What terminals send for Home and End whatever TERM says they do.
        for (sequence, code) in [
            ("[1~", KEY_HOME), ("[7~", KEY_HOME), ("[H", KEY_HOME), ("OH", KEY_HOME), ("[4~", KEY_END), ("[8~", KEY_END),
            ("[F", KEY_END),
            ("OF", KEY_END),
        ] { define_key("\u{1b}" + sequence, code) }
        set_escdelay(25)
        curs_set(0)
        leaveok(window, false)
        if usesColour {
            start_color()
            use_default_colors()
        }
        mousemask(vv_button1 | vv_wheel_up | vv_wheel_down, nil)
        mouseinterval(0)
        keepErrorsAside()
        TerminalGuard.isOpen = true
    }

    /// Whether the locale's text is UTF-8; else only ASCII glyphs can be drawn.
    public static var isUTF8: Bool { codeset == "UTF-8" }
    private static var codeset: String { nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "" }

    /// Puts the terminal back and shows what was written to standard error meanwhile.
    public func close() {
        guard TerminalGuard.isOpen else { return }
        TerminalGuard.isOpen = false
        endwin()
        delscreen(screen)
        giveErrorsBack()
    }

    // Whatever a library writes to standard error would land in the middle of the screen: it is kept in a file until the end.
    private func keepErrorsAside() {
        guard isatty(2) != 0 else { return }
        errorsFile = tmpfile().map { fileno($0) } ?? -1
        guard errorsFile >= 0 else { return }
        savedStderr = dup(2)
        dup2(errorsFile, 2)
    }

    private func giveErrorsBack() {
        guard savedStderr >= 0 else { return }
        dup2(savedStderr, 2)
        Glibc.close(savedStderr)
        lseek(errorsFile, 0, SEEK_SET)
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let n = read(errorsFile, &chunk, chunk.count)
            if n <= 0 { break }
            _ = write(2, chunk, n)
        }
        Glibc.close(errorsFile)
        savedStderr = -1
    }

    /// Columns and rows.
    public var size: (width: Int, height: Int) { (Int(getmaxx(window)), Int(getmaxy(window))) }

    /// Shows a canvas. Only what changed is sent: that is ncurses' work.
    public func show(_ canvas: Canvas) {
        canvas.forEachRun { y, x, columns, text, style in
            set(style)
            wmove(window, Int32(y), Int32(x))
            // The bottom-right cell reports an error after it was drawn; that is no failure.
            var wide = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
            waddnwstr(window, &wide, Int32(wide.count))
        }
        if let cursor = canvas.cursor {
            curs_set(1)
            wmove(window, Int32(cursor.y), Int32(cursor.x))
        } else {
            curs_set(0)
        }
        wrefresh(window)
    }

    /// Sends everything anew: for a terminal on which somebody else has written.
    public func redraw() { clearok(window, true) }

    private func set(_ style: Style) {
        let look = theme.look(style)
        var attributes: attr_t = 0
        if look.attributes.contains(.bold) { attributes |= vv_bold }
        if look.attributes.contains(.dim) { attributes |= vv_dim }
        if look.attributes.contains(.underline) { attributes |= vv_underline }
        if look.attributes.contains(.reverse) { attributes |= vv_reverse }
        var pair = usesColour ? self.pair(look.foreground, look.background) : 0
        wattr_set(window, attributes, Int16(truncatingIfNeeded: pair), &pair)
    }

    private func pair(_ foreground: UInt8?, _ background: UInt8?) -> Int32 {
        if foreground == nil && background == nil { return 0 }
        let colours = vv_max_colors()
        func number(_ c: UInt8?) -> Int32 { c.map { Int32($0) < colours ? Int32($0) : Int32($0) % 8 } ?? -1 }
        let key = UInt32(bitPattern: number(foreground)) << 16 | UInt32(bitPattern: number(background)) & 0xffff
        if let p = pairs[key] { return p }
        let p = Int32(pairs.count + 1)
        init_extended_pair(p, number(foreground), number(background))
        pairs[key] = p
        return p
    }

    /// The next key; `.timeout` after so many milliseconds (negative: waits).
    public func key(timeout milliseconds: Int) -> Key {
        wtimeout(window, Int32(milliseconds))
        var code: wint_t = 0
        let kind = wget_wch(window, &code)
        if kind == ERR { return isatty(0) == 0 ? .closed : .timeout }
        if kind == Int32(KEY_CODE_YES) { return special(Int32(bitPattern: code)) }
        return plain(code)
    }

    private func special(_ code: Int32) -> Key {
        switch code {
        case KEY_LEFT: return .left
        case KEY_RIGHT: return .right
        case KEY_UP: return .up
        case KEY_DOWN: return .down
        case KEY_HOME, KEY_A1: return .home
        case KEY_END, KEY_C1: return .end
        case KEY_PPAGE: return .pageUp
        case KEY_NPAGE: return .pageDown
        case KEY_IC: return .insert
        case KEY_DC: return .delete
        case KEY_BACKSPACE: return .backspace
        case KEY_BTAB: return .backTab
        case KEY_ENTER: return .enter
        case KEY_RESIZE: return .resize
        case KEY_MOUSE:
            var event = MEVENT()
            guard getmouse(&event) == OK else { return .timeout }
            let x = Int(event.x)
            let y = Int(event.y)
            if event.bstate & vv_wheel_up != 0 { return .wheel(x: x, y: y, direction: -1) }
            if event.bstate & vv_wheel_down != 0 { return .wheel(x: x, y: y, direction: 1) }
            return event.bstate & vv_button1 != 0 ? .click(x: x, y: y) : .timeout
        default:
            for n in 1...12 where code == vv_key_f(Int32(n)) { return .function(n) }
            return .timeout
        }
    }

    private func plain(_ code: wint_t) -> Key {
        switch code {
        case 9: return .tab
        case 10, 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 1...26: return .control(Character(Unicode.Scalar(UInt8(code + 96))))
        default: return Unicode.Scalar(code).map { .character(Character($0)) } ?? .timeout
        }
    }

    /// Stops the program as Ctrl-Z does, with the terminal put back; returns when it goes on, with the screen redrawn and measured.
    public func suspend() {
        TerminalGuard.isOpen = false
        endwin()
        kill(0, SIGTSTP)
        TerminalGuard.isOpen = true
        var rows: Int32 = 0
        var columns: Int32 = 0
        if vv_window_size(1, &rows, &columns) == 0 { resizeterm(rows, columns) }
        clearok(window, true)
        wrefresh(window)
    }
}
