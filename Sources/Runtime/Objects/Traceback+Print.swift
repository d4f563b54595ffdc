import Memory

// How a traceback is printed, with carets under the failing expression. Origin: Python/traceback.c.

/// Finds the operator of the expression in a piece of a line: UTF-8 offsets of its first byte and of the byte behind it, for a binary operation
/// or a subscript; nil for anything else. Set by the top of the program, as it needs the parser.
nonisolated(unsafe) public var machineCaretAnchors: ((_ segment: String) -> (left: Int, right: Int)?)?

/// The lines of one source file, kept while one traceback is printed.
struct SourceFiles {
    private var path: String?
    private var lines: [[UInt8]] = []

    /// The line of a file, from 1, without its newline; nil if there is none.
    mutating func line(_ filename: String, _ lineno: Int) -> [UInt8]? {
        if path != filename {
            path = filename
            lines = []
            if let bytes = SourceFiles.read(filename) { lines = SourceFiles.split(bytes) }
        }
        return lineno >= 1 && lineno <= lines.count ? lines[lineno - 1] : nil
    }

    /// Reads a source file; one that is not where its name says is looked for in `sys.path`.
    private static func read(_ filename: String) -> [UInt8]? {
        if let bytes = hostReadFile(filename) { return bytes }
        let tail = filename.lastIndex(of: "/").map { String(filename[filename.index(after: $0)...]) } ?? filename
        guard let path = _PySys_GetAttr(_Py_ID(.path)), PyList_Check(path) else { return nil }
        for i in 0..<path.ob_size {
            let entry = PyList_GET_ITEM(path, i)
            if !PyUnicode_Check(entry) { continue }
            var folder = swiftString(entry)
            if !folder.isEmpty && !folder.hasSuffix("/") { folder += "/" }
            if folder + tail == filename { continue }
            if let bytes = hostReadFile(folder + tail) { return bytes }
        }
        return nil
    }

    /// Splits at any newline (\n, \r\n, \r), as a text file is read; a byte order mark is dropped.
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var line: [UInt8] = []
        var i = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        while i < bytes.count {
            let byte = bytes[i]
            if byte == 10 || byte == 13 {
                if byte == 13 && i + 1 < bytes.count && bytes[i + 1] == 10 { i += 1 }
                result.append(line)
                line = []
            } else {
                line.append(byte)
            }
            i += 1
        }
        if !line.isEmpty { result.append(line) }
        return isLatin1(result.prefix(2)) ? result.map { Array(String($0.map { Character(UnicodeScalar($0)) }).utf8) } : result
    }

    /// Whether a coding declaration in the first two lines says Latin-1.
    private static func isLatin1(_ lines: ArraySlice<[UInt8]>) -> Bool {
        for line in lines {
            let text = String(decoding: line, as: UTF8.self)
            guard text.drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("#"), let mark = text.firstRange(of: "coding") else {
                continue
            }
            var rest = text[mark.upperBound...]
            guard let sign = rest.popFirst(), sign == ":" || sign == "=" else { continue }
            let name = rest.drop { $0 == " " || $0 == "\t" }.prefix {
                $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "."
            }
            let lower = name.lowercased()
            return ["latin-1", "latin_1", "latin1", "iso-8859-1", "iso8859-1", "l1"].contains(lower)
        }
        return false
    }
}

/// Spaces, then the margin.
func indentedMargin(_ indent: Int, _ margin: String) -> String { String(repeating: " ", count: max(0, indent)) + margin }

/// The number of characters in the first bytes of UTF-8 text.
private func characterOffset(_ line: [UInt8], _ bytes: Int) -> Int {
    var n = 0
    for byte in line[0..<min(max(0, bytes), line.count)] where byte & 0xc0 != 0x80 { n += 1 }
    return n + max(0, bytes - line.count)
}

/// The characters of UTF-8 text between two character offsets.
private func characters(_ line: [UInt8], _ start: Int, _ end: Int) -> String {
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    let from = min(max(0, start), scalars.count)
    let to = min(max(from, end), scalars.count)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[from..<to])
    return String(text)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 12 }

/// The source line and the carets under it, each with its newline; nil if the line cannot be had.
/// `byteOffset` is where the instruction lies in the code.
func sourceAndCarets(
    _ files: inout SourceFiles, _ code: PyObj, _ byteOffset: Int, _ lineno: Int, _ indent: Int, _ margin: String
) -> String? {
    let filename = swiftString(code.co_filename)
    if filename.isEmpty || (filename.hasPrefix("<") && filename.hasSuffix(">")) { return nil }
    guard let line = files.line(filename, lineno) else { return nil }
    let blanks = line.prefix { isBlank($0) }.count
    let head = indentedMargin(indent, margin)
    var text = head + "    " + String(decoding: line[blanks...], as: UTF8.self) + "\n"
    let location = PyCode_Addr2Location(code, byteOffset)
    if location.line < 0 || location.endLine < 0 || location.column < 0 || location.endColumn < 0 { return text }

    let start = characterOffset(line, location.column)
    var end = characterOffset(line, location.endColumn)
    let length = characterOffset(line, line.count)
    var leftEnd = -1
    var rightStart = -1
    var primary: Character = "^"
    if location.line == location.endLine {
        let segment = characters(line, start, end)
        if let anchors = machineCaretAnchors?(segment) {
            let bytes = Array(segment.utf8)
            leftEnd = characterOffset(bytes, anchors.left) + start
            rightStart = characterOffset(bytes, anchors.right) + start
            primary = "~"
        }
    } else {
        // The rest of the first line is marked. The index counts characters but looks at bytes, as CPython's does.
        var i = length - 1
        while i >= 0, isBlank(line[i]) { i -= 1 }
        end = i + 1
    }
    // No carets under the whole of the line.
    if end - start == length - blanks && leftEnd == -1 && rightStart == -1 { return text }
    var carets = ""
    var offset = blanks - 4
    while true {
        offset += 1
        if offset > end { break }
        if offset <= start {
            carets.append(" ")
        } else if (leftEnd != -1 || rightStart != -1) && leftEnd < offset && offset <= rightStart {
            carets.append("^")
        } else {
            carets.append(primary)
        }
    }
    text += head + carets + "\n"
    return text
}

/// Prints the entries of a traceback, indented and with a margin. -1 with an exception. Origin: `_PyTraceBack_Print_Indented`.
func _PyTraceBack_Print_Indented(
    _ tb: PyObj, _ indent: Int, _ margin: String, _ headerMargin: String, _ header: String, _ file: PyObj
) -> Int32 {
    var limit = 1000
    if let l = PySys_GetObject("tracebacklimit"), PyLong_Check(l) {
        var overflow: Int32 = 0
        limit = PyLong_AsLongAndOverflow(l, &overflow)
        if overflow > 0 { limit = Int.max } else if limit <= 0 { return 0 }
    }
    if PyFile_WriteString(indentedMargin(indent, headerMargin) + header, file) < 0 { return -1 }
    var depth = 0
    var entry: PyObj? = tb
    while let e = entry {
        depth += 1
        entry = e.tb_next
    }
    entry = tb
    while depth > limit, let e = entry {
        depth -= 1
        entry = e.tb_next
    }
    var files = SourceFiles()
    var last: (file: PyObj, line: Int32, name: PyObj)?
    var count = 0
    func repeated() -> Int32 {
        let n = count - 3
        return PyFile_WriteString("  [Previous line repeated \(n) more time\(n > 1 ? "s" : "")]\n", file)
    }
    while let e = entry {
        let code = frameCode(e.tb_frame)
        if last == nil || last?.file != code.co_filename || last?.line != e.tb_lineno || last?.name != code.co_name {
            if count > 3 && repeated() < 0 { return -1 }
            last = (code.co_filename, e.tb_lineno, code.co_name)
            count = 0
        }
        count += 1
        if count <= 3 {
            var text = indentedMargin(indent, margin)
            text += "  File \"\(swiftString(code.co_filename))\", line \(e.tb_lineno), in \(swiftString(code.co_name))\n"
            text += sourceAndCarets(&files, code, Int(e.tb_lasti), Int(e.tb_lineno), indent, margin) ?? ""
            if PyFile_WriteString(text, file) < 0 { return -1 }
            if PyErr_CheckSignals() < 0 { return -1 }
        }
        entry = e.tb_next
    }
    if count > 3 && repeated() < 0 { return -1 }
    return 0
}

/// The code object of a frame object (borrowed).
func frameCode(_ frame: PyObj) -> PyObj { frame.f_frame.unsafelyUnwrapped.fr_code }

/// Prints a traceback with its usual heading. -1 with an exception. Origin: `PyTraceBack_Print`.
func PyTraceBack_Print(_ tb: PyObj, _ file: PyObj) -> Int32 {
    _PyTraceBack_Print_Indented(tb, 0, "", "", "Traceback (most recent call last):\n", file)
}
