import Glibc
import Memory

// A growing bytes or bytearray object. Origin: _PyBytesWriter of Objects/bytesobject.c. Up to 512 bytes are collected outside the
// machine's memory (CPython: on the C stack), so that a short result is allocated once.

/// Bytes under construction.
struct BytesWriter {
    private var buffer: PyObj?
    private var small: UnsafeMutableRawPointer?
    private var allocated = 0
    /// Bytes asked for so far.
    var min_size = 0
    /// Whether to allocate a quarter more than needed.
    var overallocate = false
    /// Whether the result is a bytearray.
    var useByteArray = false
    private var base = UnsafeMutableRawPointer(bitPattern: 1).unsafelyUnwrapped
    /// Bytes written.
    private(set) var count = 0

    init() {}

    /// Reserves bytes; to be called once, first. False with MemoryError.
    mutating func alloc(_ n: Int) -> Bool {
        guard let block = malloc(512) else {
            _ = PyErr_NoMemory()
            return false
        }
        small = block
        base = block
        allocated = 512
        return reserve(n)
    }
    /// Reserves so many more bytes. Origin: _PyBytesWriter_Prepare.
    mutating func reserve(_ n: Int) -> Bool {
        if n == 0 { return true }
        let (wanted, overflow) = min_size.addingReportingOverflow(n)
        if overflow {
            dealloc()
            _ = PyErr_NoMemory()
            return false
        }
        if wanted > allocated && !grow(wanted) {
            dealloc()
            return false
        }
        min_size = wanted
        return true
    }
    private mutating func grow(_ n: Int) -> Bool {
        var n = n
        if overallocate { n += n / 4 }
        if small != nil {
            let new = useByteArray ? PyByteArray_FromStringAndSize(nil, n) : PyBytes_FromStringAndSize(nil, n)
            guard let new else { return false }
            let to = useByteArray ? PyByteArray_AS_STRING(new) : PyBytes_AS_STRING(new)
            memcpy(to, base, count)
            free(small)
            small = nil
            buffer = new
            base = to
        } else if useByteArray {
            if PyByteArray_Resize(buffer.unsafelyUnwrapped, n) != 0 { return false }
            base = PyByteArray_AS_STRING(buffer.unsafelyUnwrapped)
        } else {
            if _PyBytes_Resize(&buffer, n) != 0 { return false }
            base = PyBytes_AS_STRING(buffer.unsafelyUnwrapped)
        }
        allocated = n
        return true
    }

    /// Appends a byte that was reserved.
    @inline(__always) mutating func put(_ b: UInt8) {
        if count >= allocated { Py_FatalError("BytesWriter: a byte was not reserved") }
        base.storeBytes(of: b, toByteOffset: count, as: UInt8.self)
        count &+= 1
    }
    /// Appends bytes that were reserved.
    @inline(__always) mutating func put(_ p: UnsafeRawPointer, _ n: Int) {
        if count + n > allocated { Py_FatalError("BytesWriter: \(n) bytes were not reserved") }
        if n > 0 { memcpy(base + count, p, n) }
        count += n
    }
    /// Appends a byte many times, reserved.
    mutating func fill(_ b: UInt8, _ n: Int) {
        if n > 0 {
            if count + n > allocated { Py_FatalError("BytesWriter: \(n) bytes were not reserved") }
            memset(base + count, Int32(b), n)
            count += n
        }
    }
    /// Reserves and appends.
    mutating func write(_ p: UnsafeRawPointer, _ n: Int) -> Bool {
        if !reserve(n) { return false }
        put(p, n)
        return true
    }

    /// The finished object, a new reference.
    mutating func finish() -> PyObj? {
        if count == 0 && !useByteArray {
            dealloc()
            return Py_NewRef(emptyBytes)
        }
        if let block = small {
            let result = useByteArray ? PyByteArray_FromStringAndSize(block, count) : PyBytes_FromStringAndSize(block, count)
            free(block)
            small = nil
            return result
        }
        if count != allocated {
            if useByteArray {
                if PyByteArray_Resize(buffer.unsafelyUnwrapped, count) != 0 {
                    dealloc()
                    return nil
                }
            } else if _PyBytes_Resize(&buffer, count) != 0 {
                return nil
            }
        }
        let result = buffer
        buffer = nil
        return result
    }
    /// Drops what was written.
    mutating func dealloc() {
        if let block = small {
            free(block)
            small = nil
        }
        if let old = buffer {
            buffer = nil
            Py_DECREF(old)
        }
    }
}
