import Glibc
import Memory

// A growing string. Origin: _PyUnicodeWriter of Objects/unicodeobject.c. It allocates and resizes at the same moments as CPython's, so
// that the blocks that a program gets are the same ones.

/// A string under construction; `buffer` is a str whose length is the capacity.
struct UnicodeWriter {
    /// The string object that is being filled, nil before the first character.
    var buffer: PyObj?
    /// The address of its first code point.
    var data: UnsafeMutableRawPointer = UnsafeMutableRawPointer(bitPattern: 1).unsafelyUnwrapped
    /// Its kind; 0 before the first character.
    var kind = 0
    /// The largest code point that fits.
    var maxchar: UInt32 = 0
    /// The capacity in code points.
    var size = 0
    /// Code points written.
    var pos = 0
    /// The smallest capacity to allocate.
    var min_length = 0
    /// The smallest `maxchar` to allocate for.
    var min_char: UInt32 = 0
    /// Whether to allocate a quarter more than needed.
    var overallocate = false
    /// Whether `buffer` is a shared string that holds the whole text so far.
    var readonly = false

    init() {}

    /// A writer that goes on in a fresh string. Origin: _PyUnicodeWriter_InitWithBuffer.
    init(buffer: PyObj) {
        self.buffer = buffer
        update()
        min_length = size
    }

    @inline(__always) private mutating func update() {
        let buffer = buffer.unsafelyUnwrapped
        maxchar = PyUnicode_MAX_CHAR_VALUE(buffer)
        data = PyUnicode_DATA(buffer)
        if !readonly {
            kind = PyUnicode_KIND(buffer)
            size = buffer.unicode_length
        } else {
            // The next write must copy: no room, and kind 0 so that a kind comparison fails too.
            kind = 0
            size = 0
        }
    }

    /// Makes room for code points up to a value; false with MemoryError.
    @inline(__always) mutating func prepare(_ length: Int, _ maxchar: UInt32) -> Bool {
        if maxchar <= self.maxchar && length <= size &- pos { return true }
        return length == 0 ? true : prepareInternal(length, maxchar)
    }
    /// Makes sure of a kind. Origin: _PyUnicodeWriter_PrepareKind.
    mutating func prepareKind(_ kind: Int) -> Bool {
        if kind <= self.kind { return true }
        return prepareInternal(0, kind == 1 ? 0xff : kind == 2 ? 0xffff : 0x10ffff)
    }

    @inline(never) mutating func prepareInternal(_ length: Int, _ wanted: UInt32) -> Bool {
        if length > Int.max - pos {
            _ = PyErr_NoMemory()
            return false
        }
        var newlen = pos + length
        var maxchar = max(wanted, min_char)
        guard let buffer else {
            if overallocate { newlen += newlen / 4 }
            newlen = max(newlen, min_length)
            guard let new = PyUnicode_New(newlen, maxchar) else { return false }
            self.buffer = new
            update()
            return true
        }
        if newlen > size {
            if overallocate { newlen += newlen / 4 }
            newlen = max(newlen, min_length)
            if maxchar > self.maxchar || readonly {
                maxchar = max(maxchar, self.maxchar)
                guard let new = PyUnicode_New(newlen, maxchar) else { return false }
                _PyUnicode_FastCopyCharacters(new, 0, buffer, 0, pos)
                Py_DECREF(buffer)
                readonly = false
                self.buffer = new
            } else {
                guard let new = resize_compact(buffer, newlen) else { return false }
                self.buffer = new
            }
        } else if maxchar > self.maxchar {
            guard let new = PyUnicode_New(size, maxchar) else { return false }
            _PyUnicode_FastCopyCharacters(new, 0, buffer, 0, pos)
            self.buffer = new
            Py_DECREF(buffer)
        }
        update()
        return true
    }

    /// Appends one code point.
    @inline(__always) mutating func writeChar(_ c: UInt32) -> Bool {
        if !prepare(1, c) { return false }
        unicodeWrite(kind, data, pos, c)
        pos &+= 1
        return true
    }
    /// Appends a string; the first string of a writer that does not over-allocate is only referred to.
    mutating func writeStr(_ str: PyObj) -> Bool {
        let n = str.unicode_length
        if n == 0 { return true }
        let c = PyUnicode_MAX_CHAR_VALUE(str)
        if c > maxchar || n > size - pos {
            if buffer == nil && !overallocate {
                readonly = true
                Py_INCREF(str)
                buffer = str
                update()
                pos += n
                return true
            }
            if !prepareInternal(n, c) { return false }
        }
        _PyUnicode_FastCopyCharacters(buffer.unsafelyUnwrapped, pos, str, 0, n)
        pos += n
        return true
    }
    /// Appends a part of a string.
    mutating func writeSubstring(_ str: PyObj, _ start: Int, _ end: Int) -> Bool {
        if end == 0 { return true }
        if start == 0 && end == str.unicode_length { return writeStr(str) }
        let c = PyUnicode_MAX_CHAR_VALUE(str) > maxchar ? _PyUnicode_FindMaxChar(str, start, end) : maxchar
        let n = end - start
        if !prepare(n, c) { return false }
        if n > 0 { _PyUnicode_FastCopyCharacters(buffer.unsafelyUnwrapped, pos, str, start, n) }
        pos += n
        return true
    }
    /// Appends ASCII bytes.
    mutating func writeASCII(_ p: UnsafeRawPointer, _ n: Int) -> Bool {
        if buffer == nil && !overallocate {
            guard let str = _PyUnicode_FromASCII(p, n) else { return false }
            readonly = true
            buffer = str
            update()
            pos += n
            return true
        }
        if !prepare(n, 127) { return false }
        if n > 0 { unicodeConvert(kind, data, pos, 1, p, 0, n) }
        pos += n
        return true
    }
    /// Appends an ASCII literal.
    mutating func writeASCII(_ s: StaticString) -> Bool { writeASCII(s.utf8Start, s.utf8CodeUnitCount) }
    /// Appends a Swift text that is ASCII.
    mutating func writeASCII(_ s: String) -> Bool {
        var s = s
        return s.withUTF8 { $0.count == 0 ? true : writeASCII($0.baseAddress.unsafelyUnwrapped, $0.count) }
    }
    /// Appends any Swift text.
    mutating func writeText(_ s: String) -> Bool {
        for scalar in s.unicodeScalars where !writeChar(scalar.value) { return false }
        return true
    }
    /// Appends Latin-1 bytes. Origin: _PyUnicodeWriter_WriteLatin1String.
    mutating func writeLatin1(_ p: UnsafeRawPointer, _ n: Int) -> Bool {
        if !prepare(n, unicodeFindMaxChar(1, p, 0, n)) { return false }
        if n > 0 { unicodeConvert(kind, data, pos, 1, p, 0, n) }
        pos += n
        return true
    }
    /// Appends code points of a kind.
    mutating func write(_ kind: Int, _ p: UnsafeRawPointer, _ n: Int) -> Bool {
        if n == 0 { return true }
        if !prepare(n, unicodeFindMaxChar(kind, p, 0, n)) { return false }
        unicodeConvert(self.kind, data, pos, kind, p, 0, n)
        pos += n
        return true
    }

    /// The finished string, a new reference; the writer is empty afterwards.
    mutating func finish() -> PyObj? {
        if pos == 0 {
            dealloc()
            return Py_NewRef(emptyUnicode)
        }
        guard let str = buffer else { return nil }
        buffer = nil
        if readonly { return str }
        if str.unicode_length != pos {
            guard let new = resize_compact(str, pos) else {
                Py_DECREF(str)
                return nil
            }
            return unicode_result(new)
        }
        return unicode_result(str)
    }
    /// Drops what was written.
    mutating func dealloc() {
        if let old = buffer {
            buffer = nil
            Py_DECREF(old)
        }
    }
}

typealias _PyUnicodeWriter = UnicodeWriter

// CPython's names for the same operations; 0, or -1 with an exception.

func _PyUnicodeWriter_Init(_ w: inout UnicodeWriter) { w = UnicodeWriter() }
func _PyUnicodeWriter_Prepare(_ w: inout UnicodeWriter, _ n: Int, _ maxchar: UInt32) -> Int32 { w.prepare(n, maxchar) ? 0 : -1 }
func _PyUnicodeWriter_WriteChar(_ w: inout UnicodeWriter, _ c: UInt32) -> Int32 { w.writeChar(c) ? 0 : -1 }
func _PyUnicodeWriter_WriteStr(_ w: inout UnicodeWriter, _ s: PyObj) -> Int32 { w.writeStr(s) ? 0 : -1 }
func _PyUnicodeWriter_WriteSubstring(_ w: inout UnicodeWriter, _ s: PyObj, _ a: Int, _ b: Int) -> Int32 {
    w.writeSubstring(s, a, b) ? 0 : -1
}
func _PyUnicodeWriter_WriteASCIIString(_ w: inout UnicodeWriter, _ s: StaticString) -> Int32 { w.writeASCII(s) ? 0 : -1 }
func _PyUnicodeWriter_WriteASCIIString(_ w: inout UnicodeWriter, _ p: UnsafeRawPointer, _ n: Int) -> Int32 {
    w.writeASCII(p, n) ? 0 : -1
}
func _PyUnicodeWriter_Finish(_ w: inout UnicodeWriter) -> PyObj? { w.finish() }
func _PyUnicodeWriter_Dealloc(_ w: inout UnicodeWriter) { w.dealloc() }
