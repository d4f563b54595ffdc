import Testing

@testable import Memory

extension MemoryTests {
    /// The checker must notice what it claims to check: each test breaks one thing and puts it back.
    @Suite(.serialized) struct CheckerTests {
        func broken<T>(_ p: UnsafeMutablePointer<T>, _ value: T, _ note: String) {
            let old = p.pointee
            p.pointee = value
            #expect(!Memory.checkInvariants().isEmpty, "\(note)")
            p.pointee = old
            #expect(Memory.checkInvariants() == [], "\(note), put back")
        }

        @Test func everyFieldIsChecked() {
            freshMemory()
            var small: [UnsafeMutableRawPointer] = []
            for i in 0..<9000 { small.append(PyObject_Malloc(i % 512 + 1)!) }
            for i in stride(from: 0, to: 9000, by: 3) { PyObject_Free(small[i]) }
            for i in stride(from: 1, to: 9000, by: 3) where i % 512 < 64 { PyObject_Free(small[i]) }
            for i in stride(from: 2, to: 9000, by: 3) where i % 512 < 64 { PyObject_Free(small[i]) }
            let large = (0..<6).map { PyObject_Malloc(1000 + $0 * 500)! }
            PyObject_Free(large[1])
            PyObject_Free(large[3])
            #expect(Memory.checkInvariants() == [])

            let pool = UnsafeMutablePointer<pool_header>(bitPattern: Memory.usedPools(ofClass: 20)[0])!
            var h = pool.pointee
            h.count += 1
            broken(pool, h, "count")
            h = pool.pointee
            h.freeblock = nil
            broken(pool, h, "freeblock")
            h = pool.pointee
            h.szidx = 3
            broken(pool, h, "szidx")
            h = pool.pointee
            h.arenaindex = 7
            broken(pool, h, "arenaindex")
            h = pool.pointee
            h.nextoffset += 16
            broken(pool, h, "nextoffset")
            h = pool.pointee
            h.maxnextoffset += 16
            broken(pool, h, "maxnextoffset")
            h = pool.pointee
            h.prevpool = pool
            broken(pool, h, "prevpool")
            // A free list that runs into a block in use.
            let block = pool.pointee.freeblock!.assumingMemoryBound(to: UInt.self)
            broken(block, block.pointee + 8, "free list link")

            let first = State.usable_arenas!
            var a = first.pointee
            a.nfreepools += 1
            broken(first, a, "nfreepools")
            a = first.pointee
            a.ntotalpools -= 1
            broken(first, a, "ntotalpools")
            a = first.pointee
            a.freepools = nil
            broken(first, a, "freepools")
            a = first.pointee
            a.pool_address += 0x4000
            broken(first, a, "pool_address")
            let finger = State.nfp2lasta + Int(first.pointee.nfreepools)
            broken(finger, nil, "nfp2lasta")
            broken(State.arenaSlots, State.arenaSlots.pointee ^ 1, "arena slot")

            let header = UnsafeMutablePointer<UInt>(bitPattern: UInt(bitPattern: large[2]) - 16)!
            broken(header, header.pointee + 16, "size before")
            broken(header + 1, header[1] + 16, "size")
            broken(header + 1, header[1] | 1, "free flag")
            let freed = UnsafeMutablePointer<UInt>(bitPattern: UInt(bitPattern: large[3]))!
            broken(freed, UInt(bitPattern: large[4]) - 16, "large free list")
        }
    }
}
