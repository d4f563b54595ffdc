import Glibc
import Memory

// Upper, lower, title case and their like, and the is… questions. Origin: Objects/unicodeobject.c.

/// Where ASCII letters change case with one bit. Origin: ascii_upper_or_lower.
private func asciiCase(_ op: PyObj, lower: Bool) -> PyObj? {
    let n = op.unicode_length
    guard let out = PyUnicode_New(n, 127) else { return nil }
    asciiCaseBytes(PyUnicode_DATA(op), out + 48, n, lower: lower)
    return out
}
/// Copies bytes with ASCII letters in lower or upper case.
func asciiCaseBytes(_ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer, _ n: Int, lower: Bool) {
    let s = from.assumingMemoryBound(to: UInt8.self)
    let d = to.assumingMemoryBound(to: UInt8.self)
    let first: UInt8 = lower ? 65 : 97
    for i in 0..<n { d[i] = s[i] ^ (s[i] &- first < 26 ? 0x20 : 0) }
}

/// Which mapping a case operation uses.
enum CaseOperation { case lower, upper, title, capitalize, swap, fold }

/// The lower-case form of one character of a string; capital sigma depends on its surroundings. Origin: lower_ucs4.
private func lowerInContext(_ kind: Int, _ data: UnsafeRawPointer, _ n: Int, _ i: Int, _ c: UInt32) -> MappedCharacters {
    if c != 0x3a3 { return _PyUnicode_ToLowerFull(c) }
    var j = i - 1
    var x: UInt32 = 0
    while j >= 0 {
        x = unicodeRead(kind, data, j)
        if !_PyUnicode_IsCaseIgnorable(x) { break }
        j -= 1
    }
    var final = j >= 0 && _PyUnicode_IsCased(x)
    if final {
        j = i + 1
        while j < n {
            x = unicodeRead(kind, data, j)
            if !_PyUnicode_IsCaseIgnorable(x) { break }
            j += 1
        }
        final = j == n || !_PyUnicode_IsCased(x)
    }
    return MappedCharacters(final ? 0x3c2 : 0x3c3)
}

/// Origin: case_operation.
func unicodeCase(_ op: PyObj, _ operation: CaseOperation) -> PyObj? {
    let n = op.unicode_length
    if PyUnicode_IS_ASCII(op) {
        if operation == .lower || operation == .fold { return asciiCase(op, lower: true) }
        if operation == .upper { return asciiCase(op, lower: false) }
    }
    if n > Int.max / 12 {
        PyErr_SetString(PyExc_OverflowError, "string is too long")
        return nil
    }
    guard let block = PyMem_Malloc(max(1, 12 * n)) else { return PyErr_NoMemory() }
    defer { PyMem_Free(block) }
    let out = block.assumingMemoryBound(to: UInt32.self)
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var count = 0
    var maxchar: UInt32 = 0
    var previousIsCased = false
    for i in 0..<n {
        let c = unicodeRead(kind, data, i)
        let m: MappedCharacters
        switch operation {
        case .lower: m = lowerInContext(kind, data, n, i, c)
        case .upper: m = _PyUnicode_ToUpperFull(c)
        case .fold: m = _PyUnicode_ToFoldedFull(c)
        case .capitalize: m = i == 0 ? _PyUnicode_ToTitleFull(c) : lowerInContext(kind, data, n, i, c)
        case .title:
            m = previousIsCased ? lowerInContext(kind, data, n, i, c) : _PyUnicode_ToTitleFull(c)
            previousIsCased = _PyUnicode_IsCased(c)
        case .swap:
            if _PyUnicode_IsUppercase(c) {
                m = lowerInContext(kind, data, n, i, c)
            } else if _PyUnicode_IsLowercase(c) {
                m = _PyUnicode_ToUpperFull(c)
            } else {
                m = MappedCharacters(c)
            }
        }
        for k in 0..<m.count {
            out[count] = m[k]
            maxchar = max(maxchar, m[k])
            count += 1
        }
    }
    guard let result = PyUnicode_New(count, maxchar) else { return nil }
    if count > 0 { unicodeConvert(PyUnicode_KIND(result), PyUnicode_DATA(result), 0, 4, out, 0, count) }
    return result
}

func unicode_lower(_ op: PyObj) -> PyObj? { unicodeCase(op, .lower) }
func unicode_upper(_ op: PyObj) -> PyObj? { unicodeCase(op, .upper) }
func unicode_title(_ op: PyObj) -> PyObj? { unicodeCase(op, .title) }
func unicode_swapcase(_ op: PyObj) -> PyObj? { unicodeCase(op, .swap) }
func unicode_casefold(_ op: PyObj) -> PyObj? { unicodeCase(op, .fold) }
func unicode_capitalize(_ op: PyObj) -> PyObj? {
    op.unicode_length == 0 ? unicode_result_unchanged(op) : unicodeCase(op, .capitalize)
}

/// Whether there are characters and all answer yes.
@inline(__always) private func all(_ op: PyObj, _ test: (UInt32) -> Bool) -> PyObj {
    let n = op.unicode_length
    if n == 0 { return PyBool_FromLong(false) }
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    for i in 0..<n where !test(unicodeRead(kind, data, i)) { return PyBool_FromLong(false) }
    return PyBool_FromLong(true)
}
func unicode_isspace(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsWhitespace) }
func unicode_isalpha(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsAlpha) }
func unicode_isalnum(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsAlnum) }
func unicode_isdecimal(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsDecimalDigit) }
func unicode_isdigit(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsDigit) }
func unicode_isnumeric(_ op: PyObj) -> PyObj? { all(op, _PyUnicode_IsNumeric) }
func unicode_isascii(_ op: PyObj) -> PyObj? { PyBool_FromLong(PyUnicode_IS_ASCII(op)) }
func unicode_isprintable(_ op: PyObj) -> PyObj? {
    op.unicode_length == 0 ? PyBool_FromLong(true) : all(op, _PyUnicode_IsPrintable)
}
func unicode_isidentifier(_ op: PyObj) -> PyObj? { PyBool_FromLong(PyUnicode_IsIdentifier(op)) }

/// How many leading characters form an identifier. Origin: _PyUnicode_ScanIdentifier.
func _PyUnicode_ScanIdentifier(_ op: PyObj) -> Int {
    let n = op.unicode_length
    if n == 0 { return 0 }
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    let c = unicodeRead(kind, data, 0)
    if !_PyUnicode_IsXidStart(c) && c != 95 { return 0 }
    for i in 1..<max(n, 1) where !_PyUnicode_IsXidContinue(unicodeRead(kind, data, i)) { return i }
    return n
}
/// Whether the whole string is an identifier. Origin: PyUnicode_IsIdentifier.
func PyUnicode_IsIdentifier(_ op: PyObj) -> Bool {
    op.unicode_length > 0 && _PyUnicode_ScanIdentifier(op) == op.unicode_length
}

func unicode_islower(_ op: PyObj) -> PyObj? {
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var cased = false
    for i in 0..<op.unicode_length {
        let c = unicodeRead(kind, data, i)
        if _PyUnicode_IsUppercase(c) || _PyUnicode_IsTitlecase(c) { return PyBool_FromLong(false) }
        if !cased && _PyUnicode_IsLowercase(c) { cased = true }
    }
    return PyBool_FromLong(cased)
}
func unicode_isupper(_ op: PyObj) -> PyObj? {
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var cased = false
    for i in 0..<op.unicode_length {
        let c = unicodeRead(kind, data, i)
        if _PyUnicode_IsLowercase(c) || _PyUnicode_IsTitlecase(c) { return PyBool_FromLong(false) }
        if !cased && _PyUnicode_IsUppercase(c) { cased = true }
    }
    return PyBool_FromLong(cased)
}
func unicode_istitle(_ op: PyObj) -> PyObj? {
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var cased = false
    var previousIsCased = false
    for i in 0..<op.unicode_length {
        let c = unicodeRead(kind, data, i)
        if _PyUnicode_IsUppercase(c) || _PyUnicode_IsTitlecase(c) {
            if previousIsCased { return PyBool_FromLong(false) }
            previousIsCased = true
            cased = true
        } else if _PyUnicode_IsLowercase(c) {
            if !previousIsCased { return PyBool_FromLong(false) }
            cased = true
        } else {
            previousIsCased = false
        }
    }
    return PyBool_FromLong(cased)
}

/// Decimal digits of any script as ASCII digits and white space as spaces; something else ends the text with '?'.
/// Origin: _PyUnicode_TransformDecimalAndSpaceToASCII.
func _PyUnicode_TransformDecimalAndSpaceToASCII(_ op: PyObj) -> PyObj? {
    if !PyUnicode_Check(op) {
        PyErr_BadInternalCall()
        return nil
    }
    if PyUnicode_IS_ASCII(op) { return Py_NewRef(op) }
    let n = op.unicode_length
    guard let result = PyUnicode_New(n, 127) else { return nil }
    let out = (result + 48).assumingMemoryBound(to: UInt8.self)
    for i in 0..<n {
        let c = PyUnicode_READ(op, i)
        if c < 127 {
            out[i] = UInt8(c)
        } else if _PyUnicode_IsWhitespace(c) {
            out[i] = 32
        } else {
            let decimal = _PyUnicode_ToDecimalDigit(c)
            if decimal < 0 {
                out[i] = 63
                out[i + 1] = 0
                result.unicode_length = i + 1
                break
            }
            out[i] = UInt8(48 + decimal)
        }
    }
    return result
}
