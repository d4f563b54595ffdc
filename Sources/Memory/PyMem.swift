import Glibc
import Trace

// The allocation functions of Include/cpython/objimpl.h and pymem.h. The object and memory domains are one allocator, as in CPython.

/// A block of at least `nbytes` bytes, undefined content; nil if there is no memory (CPython's `PyObject_Malloc`).
@inlinable @inline(__always)
public func PyObject_Malloc(_ nbytes: Int) -> UnsafeMutableRawPointer? {
    if _fastPath(State.path == 0),
        let p = pymalloc_alloc(Modern.self, nbytes, extend: pool_extend_modern, newPool: new_pool_modern)
    {
        return p
    }
    return PyObject_MallocSlow(nbytes)
}

/// What the inlined part does not do: the classic geometry, large blocks, small requests when no arena can be made, and tracing.
@usableFromInline @inline(never)
func PyObject_MallocSlow(_ nbytes: Int) -> UnsafeMutableRawPointer? {
    let p = mallocUntraced(nbytes)
    if let p, State.traceHook != 0 { tellTrace(.allocated, p, nbytes) }
    return p
}

/// Allocation itself, whichever way is in use.
func mallocUntraced(_ nbytes: Int) -> UnsafeMutableRawPointer? {
    if State.path != 0 {
        if State.tortured && Torture.refuses() { return nil }
        let p =
            State.model != 0
            ? pymalloc_alloc(Classic.self, nbytes, extend: pool_extend_classic, newPool: new_pool_classic)
            : pymalloc_alloc(Modern.self, nbytes, extend: pool_extend_modern, newPool: new_pool_modern)
        if let p {
            if State.tortured { Torture.gaveOut(p) }
            return p
        }
    }
    let p = large_malloc(nbytes)
    if p != nil { State.raw_allocated_blocks += 1 }
    return p
}

/// A zeroed block for `nelem` elements of `elsize` bytes; nil if there is no memory (CPython's `PyObject_Calloc`).
public func PyObject_Calloc(_ nelem: Int, _ elsize: Int) -> UnsafeMutableRawPointer? {
    let (nbytes, overflow) = nelem.multipliedReportingOverflow(by: elsize)
    guard !overflow, let p = PyObject_Malloc(nbytes) else { return nil }
    memset(p, 0, nbytes)
    return p
}

/// Frees a block; nil is allowed (CPython's `PyObject_Free`).
@inlinable @inline(__always)
public func PyObject_Free(_ p: UnsafeMutableRawPointer?) {
    if let p, _fastPath(address_in_range(p) && State.path == 0) {
        pymalloc_free(Modern.self, p, freePool: free_pool_modern)
    } else {
        PyObject_FreeSlow(p)
    }
}

/// What the inlined part does not do: nil, the classic geometry and large blocks.
@usableFromInline @inline(never)
func PyObject_FreeSlow(_ p: UnsafeMutableRawPointer?) {
    guard let p else { return }
    if State.traceHook != 0 { tellTrace(.freed, p, 0) }
    freeUntraced(p)
}

/// Freeing itself, whichever way is in use.
func freeUntraced(_ p: UnsafeMutableRawPointer) {
    if address_in_range(p) {
        if State.tortured { Torture.willFree(p) }
        if State.model == 0 {
            pymalloc_free(Modern.self, p, freePool: free_pool_modern)
        } else {
            pymalloc_free(Classic.self, p, freePool: free_pool_classic)
        }
        if State.tortured { Torture.freed(p) }
    } else {
        large_free(p)
        State.raw_allocated_blocks -= 1
    }
}

/// Resizes a block, keeping its content; nil means a new block. Nil result: no memory, and the old block is unchanged
/// (CPython's `PyObject_Realloc`). A small block moves only when it grows out of its class or a quarter of it can be saved.
public func PyObject_Realloc(_ p: UnsafeMutableRawPointer?, _ nbytes: Int) -> UnsafeMutableRawPointer? {
    guard let p else { return PyObject_Malloc(nbytes) }
    guard nbytes >= 0 else { return nil }
    if State.traceHook == 0 { return reallocUntraced(p, nbytes) }
    let new = reallocUntraced(p, nbytes)
    if let new {
        if new != p { tellTrace(.freed, p, 0) }
        tellTrace(.allocated, new, nbytes)
    }
    return new
}

/// Resizing itself.
private func reallocUntraced(_ p: UnsafeMutableRawPointer, _ nbytes: Int) -> UnsafeMutableRawPointer? {
    if !address_in_range(p) { return large_realloc(p, nbytes) }
    var size = pymalloc_size(p)
    if nbytes <= size {
        if 4 * nbytes > 3 * size {
            emitIfTracing(.realloc, UnsafeRawPointer(p), nbytes, Int(bitPattern: p))
            return p
        }
        size = nbytes
    }
    guard let new = State.path == 0 ? PyObject_Malloc(nbytes) : mallocUntraced(nbytes) else { return nil }
    memcpy(new, p, size)
    if State.path == 0 { PyObject_Free(p) } else { freeUntraced(p) }
    emitIfTracing(.realloc, UnsafeRawPointer(new), nbytes, Int(bitPattern: p))
    return new
}

/// As `PyObject_Malloc`.
@inlinable @inline(__always)
public func PyMem_Malloc(_ nbytes: Int) -> UnsafeMutableRawPointer? { PyObject_Malloc(nbytes) }

/// As `PyObject_Calloc`.
public func PyMem_Calloc(_ nelem: Int, _ elsize: Int) -> UnsafeMutableRawPointer? { PyObject_Calloc(nelem, elsize) }

/// As `PyObject_Realloc`.
public func PyMem_Realloc(_ p: UnsafeMutableRawPointer?, _ nbytes: Int) -> UnsafeMutableRawPointer? { PyObject_Realloc(p, nbytes) }

/// As `PyObject_Free`.
@inlinable @inline(__always)
public func PyMem_Free(_ p: UnsafeMutableRawPointer?) { PyObject_Free(p) }

/// A block that never comes from a pool and is not counted by `getallocatedblocks` (CPython's `PyMem_RawMalloc`).
public func PyMem_RawMalloc(_ nbytes: Int) -> UnsafeMutableRawPointer? { large_malloc(nbytes) }

/// A zeroed block that never comes from a pool (CPython's `PyMem_RawCalloc`).
public func PyMem_RawCalloc(_ nelem: Int, _ elsize: Int) -> UnsafeMutableRawPointer? {
    let (nbytes, overflow) = nelem.multipliedReportingOverflow(by: elsize)
    guard !overflow, let p = large_malloc(nbytes) else { return nil }
    memset(p, 0, nbytes)
    return p
}

/// Resizes a block of `PyMem_RawMalloc` (CPython's `PyMem_RawRealloc`).
public func PyMem_RawRealloc(_ p: UnsafeMutableRawPointer?, _ nbytes: Int) -> UnsafeMutableRawPointer? {
    guard let p else { return large_malloc(nbytes) }
    return large_realloc(p, nbytes)
}

/// Frees a block of `PyMem_RawMalloc`; nil is allowed (CPython's `PyMem_RawFree`).
public func PyMem_RawFree(_ p: UnsafeMutableRawPointer?) { if let p { large_free(p) } }

/// The number of blocks in use, small and large (CPython's `_Py_GetAllocatedBlocks`).
public func getallocatedblocks() -> Int {
    var n = State.raw_allocated_blocks
    let poolSize = UInt(Memory.model.poolSize)
    for i in 0..<State.maxarenas where State.arenas[i].address != 0 {
        var pool = roundUp(State.arenas[i].address, poolSize)
        while pool < State.arenas[i].pool_address {
            n += Int(at(pool, pool_header.self).pointee.count)
            pool += poolSize
        }
    }
    return n
}

/// Space for a data-stack chunk, a multiple of 16 KiB; nil if there is none (CPython's `_PyObject_VirtualAlloc`).
public func _PyObject_VirtualAlloc(_ size: Int) -> UnsafeMutableRawPointer? {
    guard size > 0, size <= Int(Layout.arenaObjectsBase - Layout.chunkBase) else { return nil }
    let need = Int(roundUp(UInt(size), Layout.chunkUnit) / Layout.chunkUnit)
    let all = Int((Layout.arenaObjectsBase - Layout.chunkBase) / Layout.chunkUnit)
    var run = 0
    for unit in 0..<all {
        run = State.chunkUnits[unit >> 6] >> UInt64(unit & 63) & 1 == 0 ? run + 1 : 0
        guard run == need else { continue }
        let first = unit - need + 1
        for u in first...unit { State.chunkUnits[u >> 6] |= 1 << UInt64(u & 63) }
        let address = Layout.chunkBase + UInt(first) * Layout.chunkUnit
        State.chunkHigh = max(State.chunkHigh, address + UInt(need) * Layout.chunkUnit)
        emitIfTracing(.chunkNew, Int(address), need * Int(Layout.chunkUnit))
        return UnsafeMutableRawPointer(bitPattern: address)
    }
    return nil
}

/// Gives a data-stack chunk back; `size` as it was asked for (CPython's `_PyObject_VirtualFree`).
public func _PyObject_VirtualFree(_ p: UnsafeMutableRawPointer, _ size: Int) {
    let need = Int(roundUp(UInt(size), Layout.chunkUnit) / Layout.chunkUnit)
    let first = Int((UInt(bitPattern: p) - Layout.chunkBase) / Layout.chunkUnit)
    for u in first..<first + need { State.chunkUnits[u >> 6] &= ~(1 << UInt64(u & 63)) }
    emitIfTracing(.chunkFree, UnsafeRawPointer(p), need * Int(Layout.chunkUnit))
}
