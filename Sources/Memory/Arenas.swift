import Glibc
import Trace

/// Bytes of the memory limit that are taken: arenas and the large region up to its top.
func takenNow() -> UInt {
    let arenas = UInt(State.narenas_currently_allocated) * UInt(Memory.model.arenaSize)
    return arenas + (State.largeTop - Layout.largeBase)
}

/// Makes an arena in the lowest free slot; nil if the limit or the region is exhausted (CPython's `new_arena`).
func new_arena<G: Geometry>(_: G.Type) -> arenap? {
    if State.unused_arena_objects == nil {
        // The vector doubles; it never moves here, its region is large enough for all slots.
        let old = State.maxarenas
        let new = old == 0 ? 16 : old << 1
        guard UInt(new) * 48 <= Layout.arenaBase - Layout.arenaObjectsBase else { return nil }
        for i in old..<new {
            (State.arenas + i).pointee.address = 0
            (State.arenas + i).pointee.nextarena = i < new - 1 ? State.arenas + i + 1 : nil
        }
        State.unused_arena_objects = State.arenas + old
        State.maxarenas = new
    }
    guard takenNow() + UInt(G.arenaSize) <= State.limit, let slot = freeArenaSlot(G.self) else { return nil }
    let ao = State.unused_arena_objects.unsafelyUnwrapped
    State.unused_arena_objects = ao.pointee.nextarena
    State.arenaSlots[slot >> 6] |= 1 << UInt64(slot & 63)
    let address = Layout.arenaBase + UInt(slot) * UInt(G.arenaSize) + State.arenaOffset
    ao.pointee.address = address
    State.narenas_currently_allocated += 1
    State.ntimes_arena_allocated += 1
    if State.narenas_currently_allocated > State.narenas_highwater {
        State.narenas_highwater = State.narenas_currently_allocated
    }
    ao.pointee.freepools = nil
    ao.pointee.pool_address = address
    ao.pointee.nfreepools = UInt32(G.arenaSize / G.poolSize)
    let excess = address & UInt(G.poolSize - 1)
    if excess != 0 {
        // Not pool-aligned: one pool is lost to alignment.
        ao.pointee.nfreepools -= 1
        ao.pointee.pool_address += UInt(G.poolSize) - excess
    }
    ao.pointee.ntotalpools = ao.pointee.nfreepools
    emitIfTracing(.arenaNew, Int(address), ao - State.arenas, Int(ao.pointee.ntotalpools))
    return ao
}

/// The lowest slot without an arena.
func freeArenaSlot<G: Geometry>(_: G.Type) -> Int? {
    let slots = Int(Layout.largeBase - Layout.arenaBase) / G.arenaSize - 1  // the last one would reach over the end
    for word in 0..<256 where State.arenaSlots[word] != ~0 {
        let slot = word << 6 + (~State.arenaSlots[word]).trailingZeroBitCount
        return slot < slots ? slot : nil
    }
    return nil
}

/// Returns an arena's memory to the system; its pages read as zero afterwards.
func free_arena<G: Geometry>(_: G.Type, _ ao: arenap) {
    let address = ao.pointee.address
    let slot = Int((address - State.arenaOffset - Layout.arenaBase) / UInt(G.arenaSize))
    State.arenaSlots[slot >> 6] &= ~(1 << UInt64(slot & 63))
    discard(address, address + UInt(G.arenaSize))
    ao.pointee.address = 0
    State.narenas_currently_allocated -= 1
    emitIfTracing(.arenaFree, Int(address), ao - State.arenas)
}

/// Gives whole pages of the range back to the system; they read as zero afterwards.
func discard(_ from: UInt, _ to: UInt) {
    guard from < to else { return }
    let result = madvise(UnsafeMutableRawPointer(bitPattern: from), Int(to - from), MADV_DONTNEED)
    precondition(result == 0, "madvise failed")
}
