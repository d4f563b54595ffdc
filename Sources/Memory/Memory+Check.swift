extension Memory {
    /// Walks all that the allocator keeps and reports every broken invariant, one line each; empty if all is well.
    public static func checkInvariants() -> [String] {
        let check = Checker()
        check.arenas()
        check.usableList()
        check.rings()
        check.large()
        check.chunks()
        return check.problems
    }
}

/// The walk of `Memory.checkInvariants`.
private final class Checker {
    var problems: [String] = []
    let model = Memory.model
    /// Pools that must be in their class's ring.
    var partlyUsed: Set<UInt> = []

    func expect(_ ok: Bool, _ text: @autoclosure () -> String) { if !ok { problems.append(text()) } }

    func hex(_ n: UInt) -> String { "0x" + String(n, radix: 16) }

    func arenas() {
        var allocated = 0
        var spans: [(UInt, UInt)] = []
        for i in 0..<State.maxarenas where State.arenas[i].address != 0 {
            allocated += 1
            let a = State.arenas[i]
            spans.append((a.address, a.address + UInt(model.arenaSize)))
            let first = roundUp(a.address, UInt(model.poolSize))
            let expected = model.poolsPerArena - (first == a.address ? 0 : 1)
            expect(Int(a.ntotalpools) == expected, "arena \(i): \(a.ntotalpools) pools, must be \(expected)")
            expect(a.pool_address >= first && (a.pool_address - first) % UInt(model.poolSize) == 0, "arena \(i): bad pool_address")
            guard a.pool_address >= first else { continue }
            let carved = Int((a.pool_address - first) / UInt(model.poolSize))
            expect(carved <= Int(a.ntotalpools), "arena \(i): more pools carved than it has")
            var freePools: Set<UInt> = []
            var next = a.freepools
            while let p = next {
                guard freePools.insert(UInt(bitPattern: p)).inserted else {
                    problems.append("arena \(i): freepools is circular")
                    break
                }
                next = p.pointee.nextpool
            }
            let uncarved = Int(a.ntotalpools) - carved
            expect(
                Int(a.nfreepools) == freePools.count + uncarved,
                "arena \(i): nfreepools \(a.nfreepools), but \(freePools.count) free and \(uncarved) not carved")
            for n in 0..<min(carved, Int(a.ntotalpools)) { pool(first + UInt(n * model.poolSize), arena: i, freePools: &freePools) }
            expect(freePools.isEmpty, "arena \(i): freepools holds pools that are not its own")
        }
        expect(allocated == State.narenas_currently_allocated, "narenas_currently_allocated is wrong")
        spans.sort { $0.0 < $1.0 }
        for (a, b) in zip(spans, spans.dropFirst()) { expect(a.1 <= b.0, "arenas overlap at \(hex(b.0))") }
        var unused = 0
        var next = State.unused_arena_objects
        while let a = next, unused <= State.maxarenas {
            expect(a.pointee.address == 0, "unused_arena_objects holds an arena in use")
            unused += 1
            next = a.pointee.nextarena
        }
        expect(unused == State.maxarenas - allocated, "unused_arena_objects has \(unused) entries")
        var bits = 0
        for w in 0..<256 { bits += State.arenaSlots[w].nonzeroBitCount }
        expect(bits == allocated, "\(bits) arena slots taken, \(allocated) arenas")
    }

    func pool(_ address: UInt, arena: Int, freePools: inout Set<UInt>) {
        let p = at(address, pool_header.self).pointee
        let name = "pool \(hex(address))"
        expect(Int(p.arenaindex) == arena, "\(name): arenaindex \(p.arenaindex), is in arena \(arena)")
        guard Int(p.szidx) < model.classCount else {
            problems.append("\(name): size class \(p.szidx)")
            return
        }
        let size = model.size(ofClass: Int(p.szidx))
        let capacity = model.blocksPerPool(ofClass: Int(p.szidx))
        expect(Int(p.maxnextoffset) == model.poolSize - size, "\(name): maxnextoffset")
        let handed = (Int(p.nextoffset) - model.poolOverhead) / size
        expect((Int(p.nextoffset) - model.poolOverhead) % size == 0 && handed <= capacity, "\(name): nextoffset \(p.nextoffset)")
        var free: Set<UInt> = []
        var next = UInt(bitPattern: p.freeblock)
        while next != 0 {
            let offset = Int(bitPattern: next) - Int(bitPattern: address) - model.poolOverhead
            guard offset >= 0, offset % size == 0, offset / size < handed, free.insert(next).inserted else {
                problems.append("\(name): free list holds \(hex(next))")
                break
            }
            next = at(next, UInt.self).pointee
        }
        expect(Int(p.count) + free.count == handed, "\(name): \(p.count) used + \(free.count) free of \(handed) handed out")
        let isFree = freePools.remove(address) != nil
        expect(isFree == (p.count == 0), "\(name): \(p.count) used, \(isFree ? "" : "not ")in freepools")
        if p.count > 0, p.freeblock != nil { partlyUsed.insert(address) }
        if p.freeblock == nil { expect(Int(p.count) == capacity, "\(name): no free block, but not full") }
    }

    func usableList() {
        var listed = 0
        var before: arenap?
        var last: [Int: arenap] = [:]
        var next = State.usable_arenas
        while let a = next, listed <= State.maxarenas {
            listed += 1
            let n = Int(a.pointee.nfreepools)
            expect(a.pointee.prevarena == before, "usable_arenas: prevarena of arena \(a - State.arenas)")
            expect(a.pointee.address != 0 && n > 0, "usable_arenas: arena \(a - State.arenas) has no pool available")
            if let before { expect(Int(before.pointee.nfreepools) <= n, "usable_arenas is not sorted") }
            last[n] = a
            before = a
            next = a.pointee.nextarena
        }
        for n in 0...64 { expect(State.nfp2lasta[n] == last[n], "nfp2lasta[\(n)] is wrong") }
        var usable = 0
        for i in 0..<State.maxarenas where State.arenas[i].address != 0 && State.arenas[i].nfreepools > 0 { usable += 1 }
        expect(usable == listed, "usable_arenas has \(listed) arenas, must have \(usable)")
    }

    func rings() {
        for index in 0..<model.classCount {
            let head = usedPoolHead(UInt(index))
            var before = head
            var next = head.pointee.nextpool.unsafelyUnwrapped
            var steps = 0
            while next != head, steps < 1 << 22 {
                let address = UInt(bitPattern: next)
                expect(next.pointee.prevpool == before, "class \(index): prevpool of \(hex(address))")
                expect(Int(next.pointee.szidx) == index, "class \(index): ring holds a pool of class \(next.pointee.szidx)")
                expect(partlyUsed.remove(address) != nil, "class \(index): ring holds \(hex(address)), which is not partly used")
                before = next
                next = next.pointee.nextpool.unsafelyUnwrapped
                steps += 1
            }
            expect(head.pointee.prevpool == before, "class \(index): ring's last pool")
        }
        expect(partlyUsed.isEmpty, "\(partlyUsed.count) partly used pools are in no ring")
    }

    func large() {
        var free: [UInt: UInt] = [:]
        var block = Layout.largeBase
        var before: UInt = 0
        var count = 0
        var bytes = 0
        var wasFree = false
        while block < State.largeTop {
            let size = blockSize(block)
            expect(blockPrev(block).pointee == before, "large block \(hex(block)): size before it")
            guard size >= largeMinimum, size % 16 == 0, block + size <= State.largeTop else {
                problems.append("large block \(hex(block)): size \(size)")
                return
            }
            let isFree = blockIsFree(block)
            expect(!(isFree && wasFree), "large block \(hex(block)): two free neighbours")
            if isFree {
                free[block] = size
            } else {
                count += 1
                bytes += Int(size)
            }
            wasFree = isFree
            before = size
            block += size
        }
        expect(!wasFree, "a free large block lies below the top")
        expect(blockPrev(State.largeTop).pointee == before && blockSize(State.largeTop) == 0, "header at the top")
        expect(State.largeTouched >= State.largeTop + largeHeader, "largeTouched is below the top")
        expect(count == State.largeCount, "largeCount \(State.largeCount), but \(count) in use")
        expect(bytes == State.largeInUse, "largeInUse \(State.largeInUse), but \(bytes)")
        for first in 0..<40 {
            expect((State.largeFirst >> UInt64(first) & 1 != 0) == (State.largeSecond[first] != 0), "large map \(first)")
            for second in 0..<16 {
                var b = State.largeHeads[first << 4 + second]
                expect((State.largeSecond[first] >> UInt32(second) & 1 != 0) == (b != 0), "large map \(first).\(second)")
                var prev: UInt = 0
                while b != 0 {
                    guard let size = free.removeValue(forKey: b) else {
                        problems.append("large list \(first).\(second) holds \(hex(b)), which is not free")
                        break
                    }
                    expect(largeList(size) == (first, second), "large block \(hex(b)) is in the wrong list")
                    expect(freePrev(b).pointee == prev, "large block \(hex(b)): link back")
                    prev = b
                    b = freeNext(b).pointee
                }
            }
        }
        expect(free.isEmpty, "\(free.count) free large blocks are in no list")
    }

    func chunks() {
        for unit in 0..<Int((Layout.arenaObjectsBase - Layout.chunkBase) / Layout.chunkUnit)
        where State.chunkUnits[unit >> 6] >> UInt64(unit & 63) & 1 != 0 {
            let end = Layout.chunkBase + UInt(unit + 1) * Layout.chunkUnit
            expect(end <= State.chunkHigh, "data-stack chunk above the high-water mark")
        }
        expect(State.staticTop >= Layout.staticTables && State.staticTop <= Layout.chunkBase, "staticTop")
    }
}
