import Glibc
import Memory

// `repr` of strings. Origin: unicode_repr of Objects/unicodeobject.c.

/// `tp_repr` of str.
func unicode_repr(_ op: PyObj) -> PyObj? {
    let n = op.unicode_length
    let kind = PyUnicode_KIND(op)
    let data = PyUnicode_DATA(op)
    var size = 0
    var maxchar: UInt32 = 127
    var single = 0
    var double = 0
    for i in 0..<n {
        let c = unicodeRead(kind, data, i)
        var width = 1
        switch c {
        case 39: single += 1
        case 34: double += 1
        case 92, 9, 10, 13: width = 2
        case 32..<127: break
        case 0..<32, 127: width = 4
        default:
            if _PyUnicode_IsPrintable(c) {
                maxchar = max(maxchar, c)
            } else {
                width = c < 0x100 ? 4 : c < 0x10000 ? 6 : 10
            }
        }
        if size > Int.max - width {
            PyErr_SetString(PyExc_OverflowError, "string is too long to generate repr")
            return nil
        }
        size += width
    }
    var quote: UInt32 = 39
    var unchanged = size == n
    if single > 0 {
        unchanged = false
        if double > 0 { size += single } else { quote = 34 }
    }
    size += 2
    guard let repr = PyUnicode_New(size, maxchar) else { return nil }
    let outKind = PyUnicode_KIND(repr)
    let out = PyUnicode_DATA(repr)
    unicodeWrite(outKind, out, 0, quote)
    unicodeWrite(outKind, out, size - 1, quote)
    if unchanged {
        if n > 0 { unicodeConvert(outKind, out, 1, kind, data, 0, n) }
        return repr
    }
    var o = 1
    func put(_ c: UInt32) {
        unicodeWrite(outKind, out, o, c)
        o += 1
    }
    for i in 0..<n {
        let c = unicodeRead(kind, data, i)
        if c == quote || c == 92 {
            put(92)
            put(c)
        } else if c == 9 || c == 10 || c == 13 {
            put(92)
            put(c == 9 ? 116 : c == 10 ? 110 : 114)
        } else if (c >= 32 && c < 127) || (c > 127 && _PyUnicode_IsPrintable(c)) {
            put(c)
        } else {
            put(92)
            let digits: UInt32 = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8
            put(digits == 2 ? 120 : digits == 4 ? 117 : 85)
            var shift = digits * 4
            while shift > 0 {
                shift -= 4
                put(UInt32(hexDigit(c >> shift & 15)))
            }
        }
    }
    return repr
}
