import Glibc
import Trace

// The small-block allocator of Objects/obmalloc.c, generic over its geometry and specialised for both.

@inlinable
var DUMMY_SIZE_IDX: UInt32 { 0xffff }
@inlinable
var POOL_OVERHEAD: UInt32 { 48 }
@inlinable
var SMALL_REQUEST_THRESHOLD: UInt { 512 }

/// Whether an address belongs to an arena: the range's arena part holds nothing else.
@inlinable @inline(__always)
func address_in_range(_ p: UnsafeMutableRawPointer) -> Bool {
    UInt(bitPattern: p) &- Layout.arenaBase < Layout.largeBase &- Layout.arenaBase
}

/// The pretended pool header whose `nextpool` and `prevpool` are the ring head of a size class.
@inlinable @inline(__always)
func usedPoolHead(_ size: UInt) -> poolp {
    at(UInt(bitPattern: State.usedpools) &+ size &* 16 &- 16, pool_header.self)
}

/// The free list ran dry: carve one more block, or take the full pool out of its ring.
@inlinable @inline(__always)
func pymalloc_pool_extend<G: Geometry>(_: G.Type, _ pool: poolp, _ size: UInt32) {
    if pool.pointee.nextoffset <= pool.pointee.maxnextoffset {
        let block = UnsafeMutableRawPointer(pool) + Int(pool.pointee.nextoffset)
        pool.pointee.freeblock = block
        pool.pointee.nextoffset &+= G.INDEX2SIZE(size)
        block.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
        emitIfTracing(.poolCarve, UnsafeRawPointer(pool), UnsafeRawPointer(block), Int(size))
        return
    }
    let next = pool.pointee.nextpool.unsafelyUnwrapped
    let prev = pool.pointee.prevpool.unsafelyUnwrapped
    next.pointee.prevpool = prev
    prev.pointee.nextpool = next
    emitIfTracing(.poolFull, UnsafeRawPointer(pool), Int(size))
}

@usableFromInline @inline(never)
func pool_extend_modern(_ pool: poolp, _ size: UInt32) { pymalloc_pool_extend(Modern.self, pool, size) }
@usableFromInline @inline(never)
func pool_extend_classic(_ pool: poolp, _ size: UInt32) { pymalloc_pool_extend(Classic.self, pool, size) }

/// No used pool of this class: take a pool from the fullest usable arena, or make an arena. Nil if there is no memory.
func allocate_from_new_pool<G: Geometry>(_: G.Type, _ index: UInt32) -> UnsafeMutableRawPointer? {
    if State.usable_arenas == nil {
        guard let new = new_arena(G.self) else { return nil }
        new.pointee.nextarena = nil
        new.pointee.prevarena = nil
        State.usable_arenas = new
        State.nfp2lasta[Int(new.pointee.nfreepools)] = new
    }
    let arena = State.usable_arenas.unsafelyUnwrapped
    // It had the fewest free pools and will have one less, so the order stays; only the fingers move.
    let nfree = Int(arena.pointee.nfreepools)
    if State.nfp2lasta[nfree] == arena { State.nfp2lasta[nfree] = nil }
    if nfree > 1 { State.nfp2lasta[nfree - 1] = arena }

    let pool: poolp
    if let cached = arena.pointee.freepools {
        pool = cached
        arena.pointee.freepools = pool.pointee.nextpool
    } else {
        pool = at(arena.pointee.pool_address, pool_header.self)
        pool.pointee.arenaindex = UInt32(arena - State.arenas)
        pool.pointee.szidx = DUMMY_SIZE_IDX
        arena.pointee.pool_address &+= UInt(G.poolSize)
    }
    arena.pointee.nfreepools -= 1
    if arena.pointee.nfreepools == 0 {
        State.usable_arenas = arena.pointee.nextarena
        State.usable_arenas?.pointee.prevarena = nil
    }

    let head = usedPoolHead(UInt(index))
    let next = head.pointee.nextpool.unsafelyUnwrapped  // the head itself: the ring is empty
    pool.pointee.nextpool = next
    pool.pointee.prevpool = next
    next.pointee.nextpool = pool
    next.pointee.prevpool = pool
    pool.pointee.count = 1
    let block: UnsafeMutableRawPointer
    if pool.pointee.szidx == index {
        // It held the same class before: its header and free list are still right.
        block = pool.pointee.freeblock.unsafelyUnwrapped
        pool.pointee.freeblock = block.load(as: UnsafeMutableRawPointer?.self)
    } else {
        pool.pointee.szidx = index
        let size = G.INDEX2SIZE(index)
        block = UnsafeMutableRawPointer(pool) + Int(POOL_OVERHEAD)
        pool.pointee.nextoffset = POOL_OVERHEAD + (size << 1)
        pool.pointee.maxnextoffset = UInt32(G.poolSize) - size
        let second = block + Int(size)
        pool.pointee.freeblock = second
        second.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
    }
    emitIfTracing(.poolNew, UnsafeRawPointer(pool), Int(index), Int(pool.pointee.arenaindex))
    return block
}

@usableFromInline @inline(never)
func new_pool_modern(_ index: UInt32) -> UnsafeMutableRawPointer? { allocate_from_new_pool(Modern.self, index) }
@usableFromInline @inline(never)
func new_pool_classic(_ index: UInt32) -> UnsafeMutableRawPointer? { allocate_from_new_pool(Classic.self, index) }

/// A block for a request of 1…512 bytes; nil if the request is not small or there is no memory.
@inlinable @inline(__always)
func pymalloc_alloc<G: Geometry>(
    _: G.Type, _ nbytes: Int, extend: (poolp, UInt32) -> Void, newPool: (UInt32) -> UnsafeMutableRawPointer?
) -> UnsafeMutableRawPointer? {
    let n = UInt(bitPattern: nbytes &- 1)
    if _slowPath(n >= SMALL_REQUEST_THRESHOLD) { return nil }
    let size = n &>> UInt(bitPattern: G.alignmentShift)
    let pool = State.usedpools[Int(bitPattern: size &<< 1)]
    let block: UnsafeMutableRawPointer
    if _fastPath(pool != pool.pointee.nextpool.unsafelyUnwrapped) {
        pool.pointee.count &+= 1
        block = pool.pointee.freeblock.unsafelyUnwrapped
        let next = block.load(as: UnsafeMutableRawPointer?.self)
        pool.pointee.freeblock = next
        if _slowPath(next == nil) { extend(pool, UInt32(truncatingIfNeeded: size)) }
    } else {
        guard let new = newPool(UInt32(truncatingIfNeeded: size)) else { return nil }
        block = new
    }
    emitIfTracing(.alloc(block, UInt16(truncatingIfNeeded: nbytes), Int(G.INDEX2SIZE(UInt32(truncatingIfNeeded: size)))))
    return block
}

/// A full pool got a free block: link it at the front of its class's ring.
@inlinable @inline(__always)
func insert_to_usedpool(_ pool: poolp) {
    let next = State.usedpools[Int(pool.pointee.szidx) &* 2]
    let prev = next.pointee.prevpool.unsafelyUnwrapped
    pool.pointee.nextpool = next
    pool.pointee.prevpool = prev
    next.pointee.prevpool = pool
    prev.pointee.nextpool = pool
    emitIfTracing(.poolUsed, UnsafeRawPointer(pool), Int(pool.pointee.szidx))
}

/// A pool became empty: give it to its arena, and put the arena where it belongs now.
func insert_to_freepool<G: Geometry>(_: G.Type, _ pool: poolp) {
    let next = pool.pointee.nextpool.unsafelyUnwrapped
    let prev = pool.pointee.prevpool.unsafelyUnwrapped
    next.pointee.prevpool = prev
    prev.pointee.nextpool = next

    let ao = State.arenas + Int(pool.pointee.arenaindex)
    pool.pointee.nextpool = ao.pointee.freepools
    ao.pointee.freepools = pool
    var nf = Int(ao.pointee.nfreepools)
    let lastnf = State.nfp2lasta[nf]
    if lastnf == ao {
        // It was the last with nf free pools; the one before may be the last now.
        let p = ao.pointee.prevarena
        State.nfp2lasta[nf] = p != nil && Int(p.unsafelyUnwrapped.pointee.nfreepools) == nf ? p : nil
    }
    nf += 1
    ao.pointee.nfreepools = UInt32(nf)
    emitIfTracing(.poolFree, UnsafeRawPointer(pool), Int(pool.pointee.szidx), Int(pool.pointee.arenaindex))

    if nf == Int(ao.pointee.ntotalpools), let after = ao.pointee.nextarena {
        // All free and not the last of the list: unlink and return it to the system.
        if let before = ao.pointee.prevarena { before.pointee.nextarena = after } else { State.usable_arenas = after }
        after.pointee.prevarena = ao.pointee.prevarena
        ao.pointee.nextarena = State.unused_arena_objects
        State.unused_arena_objects = ao
        free_arena(G.self, ao)
        return
    }
    if nf == 1 {
        // It was full and in no list: it goes to the front.
        ao.pointee.nextarena = State.usable_arenas
        ao.pointee.prevarena = nil
        State.usable_arenas?.pointee.prevarena = ao
        State.usable_arenas = ao
        if State.nfp2lasta[1] == nil { State.nfp2lasta[1] = ao }
        return
    }
    if State.nfp2lasta[nf] == nil { State.nfp2lasta[nf] = ao }
    guard ao != lastnf, let lastnf else { return }  // rightmost of its old count: in place already
    // It has more free pools than its right neighbour now: slide it behind the last with the old count.
    let after = ao.pointee.nextarena.unsafelyUnwrapped
    if let before = ao.pointee.prevarena { before.pointee.nextarena = after } else { State.usable_arenas = after }
    after.pointee.prevarena = ao.pointee.prevarena
    ao.pointee.prevarena = lastnf
    ao.pointee.nextarena = lastnf.pointee.nextarena
    ao.pointee.nextarena?.pointee.prevarena = ao
    lastnf.pointee.nextarena = ao
}

@usableFromInline @inline(never)
func free_pool_modern(_ pool: poolp) { insert_to_freepool(Modern.self, pool) }
@usableFromInline @inline(never)
func free_pool_classic(_ pool: poolp) { insert_to_freepool(Classic.self, pool) }

/// Frees a block of an arena.
@inlinable @inline(__always)
func pymalloc_free<G: Geometry>(_: G.Type, _ p: UnsafeMutableRawPointer, freePool: (poolp) -> Void) {
    let pool = G.POOL_ADDR(p)
    let lastfree = pool.pointee.freeblock
    p.storeBytes(of: lastfree, as: UnsafeMutableRawPointer?.self)
    pool.pointee.freeblock = p
    let count = pool.pointee.count &- 1
    pool.pointee.count = count
    emitIfTracing(.free(p, Int(G.INDEX2SIZE(pool.pointee.szidx))))
    if _slowPath(lastfree == nil) {
        // The pool was full and in no ring.
        insert_to_usedpool(pool)
        return
    }
    if _slowPath(count == 0) { freePool(pool) }
}

/// The bytes of a block that lies in a pool, in whichever geometry is in use.
func pymalloc_size(_ p: UnsafeMutableRawPointer) -> Int {
    State.model == 0
        ? Int(Modern.INDEX2SIZE(Modern.POOL_ADDR(p).pointee.szidx)) : Int(Classic.INDEX2SIZE(Classic.POOL_ADDR(p).pointee.szidx))
}
