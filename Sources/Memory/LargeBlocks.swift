import Glibc
import Trace

// Blocks of more than 512 bytes: two-level segregated fit with immediate coalescing, all in the range.
//
// A block is a 16-byte header and its payload. Header: +0 size of the block before it (0: none), +8 its own size with
// bit 0 set if it is free. Sizes count the header and are multiples of 16. A free block's payload starts with the next and previous
// free block of its list. After the last block, at `largeTop`, stands a header with size 0. A free block never lies
// directly below the top or beside another free block.

let largeHeader: UInt = 16
let largeMinimum: UInt = 32
/// A block of at least this size gives its pages back when it is freed.
let discardThreshold: UInt = 4 << 20
/// The space above the top that stays mapped for reuse.
let trimThreshold: UInt = 16 << 20

@inline(__always)
func blockPrev(_ block: UInt) -> UnsafeMutablePointer<UInt> { at(block, UInt.self) }
@inline(__always)
func blockSize(_ block: UInt) -> UInt { at(block &+ 8, UInt.self).pointee & ~15 }
@inline(__always)
func blockIsFree(_ block: UInt) -> Bool { at(block &+ 8, UInt.self).pointee & 1 != 0 }
@inline(__always)
func setBlock(_ block: UInt, _ size: UInt, free: Bool) { at(block &+ 8, UInt.self).pointee = size | (free ? 1 : 0) }
@inline(__always)
func freeNext(_ block: UInt) -> UnsafeMutablePointer<UInt> { at(block &+ 16, UInt.self) }
@inline(__always)
func freePrev(_ block: UInt) -> UnsafeMutablePointer<UInt> { at(block &+ 24, UInt.self) }

/// The free list that a block of a size belongs to: power of two and sixteenth within it.
@inline(__always)
func largeList(_ size: UInt) -> (first: Int, second: Int) {
    let first = 63 - size.leadingZeroBitCount
    return (first, Int((size &>> UInt(first - 4)) & 15))
}

func insertFree(_ block: UInt, _ size: UInt) {
    let (first, second) = largeList(size)
    let head = State.largeHeads + (first << 4 + second)
    freeNext(block).pointee = head.pointee
    freePrev(block).pointee = 0
    if head.pointee != 0 { freePrev(head.pointee).pointee = block }
    head.pointee = block
    State.largeSecond[first] |= 1 << UInt32(second)
    State.largeFirst |= 1 << UInt64(first)
}

func removeFree(_ block: UInt, _ size: UInt) {
    let next = freeNext(block).pointee
    let prev = freePrev(block).pointee
    if next != 0 { freePrev(next).pointee = prev }
    if prev != 0 {
        freeNext(prev).pointee = next
        return
    }
    let (first, second) = largeList(size)
    State.largeHeads[first << 4 + second] = next
    if next == 0 {
        State.largeSecond[first] &= ~(1 << UInt32(second))
        if State.largeSecond[first] == 0 { State.largeFirst &= ~(1 << UInt64(first)) }
    }
}

/// A free block of at least a size: the head of the first non-empty list whose blocks all fit; 0 if there is none.
func findFree(_ size: UInt) -> UInt {
    // Round up to the next list, so that every block in it is large enough.
    let power = UInt(63 - size.leadingZeroBitCount)
    let (first, second) = largeList(size &+ (1 &<< (power - 4)) &- 1)
    guard first < 40 else { return 0 }
    var f = first
    var map = State.largeSecond[f] & (~0 << UInt32(second))
    if map == 0 {
        let higher = State.largeFirst & (~0 << UInt64(first + 1))
        if higher == 0 { return 0 }
        f = higher.trailingZeroBitCount
        map = State.largeSecond[f]
    }
    return State.largeHeads[f << 4 + map.trailingZeroBitCount]
}

/// The block size for a request; nil if no such block can exist.
func largeBlockSize(_ nbytes: Int) -> UInt? {
    guard nbytes >= 0, nbytes < 1 << 38 else { return nil }
    return max(largeMinimum, roundUp(UInt(nbytes) + largeHeader, 16))
}

/// Moves the top; false if the limit or the range does not allow it.
func moveTop(_ new: UInt, last: UInt) -> Bool {
    if new > State.largeTop {
        guard new + largeHeader <= State.rangeEnd, takenNow() + (new - State.largeTop) <= State.limit else { return false }
    }
    State.largeTop = new
    if new + largeHeader > State.largeTouched { State.largeTouched = new + largeHeader }
    blockPrev(new).pointee = last
    setBlock(new, 0, free: false)
    return true
}

/// Cuts a block in use down to a size and frees the rest if it can be a block.
func splitBlock(_ block: UInt, _ size: UInt) {
    let old = blockSize(block)
    guard old - size >= largeMinimum else { return }
    setBlock(block, size, free: false)
    let rest = block + size
    blockPrev(rest).pointee = size
    setBlock(rest, old - size, free: false)
    releaseBlock(rest)
}

/// Makes a block free: joins it with free neighbours or with the top.
func releaseBlock(_ given: UInt) {
    var block = given
    var size = blockSize(block)
    let next = block + size
    if next < State.largeTop, blockIsFree(next) {
        let nextSize = blockSize(next)
        removeFree(next, nextSize)
        size += nextSize
    }
    let prevSize = blockPrev(block).pointee
    if prevSize != 0, blockIsFree(block - prevSize) {
        block -= prevSize
        removeFree(block, prevSize)
        size += prevSize
    }
    if block + size == State.largeTop {
        _ = moveTop(block, last: blockPrev(block).pointee)
        let keep = roundUp(block + largeHeader, Layout.pageSize)
        if State.largeTouched > keep + trimThreshold {
            discard(keep, roundUp(State.largeTouched, Layout.pageSize))
            State.largeTouched = keep
        }
        return
    }
    setBlock(block, size, free: true)
    blockPrev(block + size).pointee = size
    insertFree(block, size)
}

/// A large block; nil if there is no memory.
func large_malloc(_ nbytes: Int) -> UnsafeMutableRawPointer? {
    guard let size = largeBlockSize(nbytes) else { return nil }
    var block = findFree(size)
    if block != 0 {
        let full = blockSize(block)
        removeFree(block, full)
        setBlock(block, full, free: false)
        splitBlock(block, size)
    } else {
        block = State.largeTop
        let last = blockPrev(block).pointee
        guard moveTop(block + size, last: size) else { return nil }
        blockPrev(block).pointee = last
        setBlock(block, size, free: false)
    }
    State.largeCount += 1
    State.largeInUse += Int(blockSize(block))
    emitIfTracing(.alloc, Int(block + largeHeader), nbytes, Int(blockSize(block) - largeHeader))
    return UnsafeMutableRawPointer(bitPattern: block + largeHeader)
}

/// Frees a large block.
func large_free(_ p: UnsafeMutableRawPointer) {
    let block = UInt(bitPattern: p) - largeHeader
    let size = blockSize(block)
    precondition(block >= Layout.largeBase && block < State.largeTop && !blockIsFree(block), "free of an address that is no block")
    State.largeCount -= 1
    State.largeInUse -= Int(size)
    if size >= discardThreshold {
        discard(roundUp(block + 32, Layout.pageSize), (block + size) & ~(Layout.pageSize - 1))
    }
    releaseBlock(block)
    emitIfTracing(.free(p, Int(size - largeHeader)))
}

/// Payload bytes of a large block in use.
func large_size(_ p: UnsafeMutableRawPointer) -> Int { Int(blockSize(UInt(bitPattern: p) - largeHeader) - largeHeader) }

/// Resizes a large block, in place if its neighbourhood allows; nil (and the block unchanged) if there is no memory.
func large_realloc(_ p: UnsafeMutableRawPointer, _ nbytes: Int) -> UnsafeMutableRawPointer? {
    guard let size = largeBlockSize(nbytes) else { return nil }
    let block = UInt(bitPattern: p) - largeHeader
    let old = blockSize(block)
    if growInPlace(block, old, size) {
        splitBlock(block, size)
        State.largeInUse += Int(blockSize(block)) - Int(old)
        emitIfTracing(.realloc, UnsafeRawPointer(p), nbytes, Int(bitPattern: p))
        return p
    }
    guard let new = large_malloc(nbytes) else { return nil }
    memcpy(new, p, Int(old - largeHeader))
    large_free(p)
    emitIfTracing(.realloc, UnsafeRawPointer(new), nbytes, Int(bitPattern: p))
    return new
}

/// Whether a block has a size or could be grown to it by its free neighbour above or the top.
func growInPlace(_ block: UInt, _ old: UInt, _ size: UInt) -> Bool {
    if size <= old { return true }
    let next = block + old
    if next == State.largeTop {
        guard moveTop(block + size, last: size) else { return false }
        setBlock(block, size, free: false)
        return true
    }
    guard blockIsFree(next), old + blockSize(next) >= size else { return false }
    let whole = old + blockSize(next)
    removeFree(next, blockSize(next))
    setBlock(block, whole, free: false)
    blockPrev(block + whole).pointee = whole
    return true
}
