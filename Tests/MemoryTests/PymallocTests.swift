import Testing
import Trace

@testable import Memory

extension MemoryTests {
    @Suite(.serialized) struct PymallocTests {
        @Test func layoutIsCPythons() {
            #expect(MemoryLayout<pool_header>.size == 48)
            #expect(MemoryLayout<arena_object>.size == 48)
            #expect(MemoryLayout<pool_header>.offset(of: \.nextpool) == 16)
            #expect(MemoryLayout<pool_header>.offset(of: \.szidx) == 36)
            #expect(MemoryLayout<pool_header>.offset(of: \.maxnextoffset) == 44)
            #expect(MemoryLayout<arena_object>.offset(of: \.nfreepools) == 16)
            #expect(MemoryLayout<arena_object>.offset(of: \.prevarena) == 40)
            #expect(MemoryLayout<Event>.size == 32)
        }

        @Test func blocksPerPool() {
            let golden = [
                16: 1021, 32: 510, 48: 340, 64: 255, 80: 204, 96: 170, 112: 145, 128: 127, 144: 113, 160: 102, 176: 92, 192: 85,
                208: 78, 224: 72, 240: 68, 256: 63, 272: 60, 288: 56, 304: 53, 320: 51, 336: 48, 352: 46, 368: 44, 384: 42, 400: 40,
                416: 39, 432: 37, 448: 36, 464: 35, 480: 34, 496: 32, 512: 31,
            ]
            for (size, count) in golden {
                let index = MemoryModel.modern.sizeClass(of: size)
                #expect(MemoryModel.modern.size(ofClass: index) == size)
                #expect(MemoryModel.modern.blocksPerPool(ofClass: index) == count)
                // Fill a pool and see where the next one starts.
                freshMemory()
                let first = UInt(bitPattern: PyObject_Malloc(size)) & ~0x3fff
                for _ in 1..<count { #expect(UInt(bitPattern: PyObject_Malloc(size)) & ~0x3fff == first) }
                #expect(Memory.pool(at: first).state == .full)
                #expect(UInt(bitPattern: PyObject_Malloc(size)) == first + 0x4000 + 48)
                #expect(Memory.checkInvariants() == [])
            }
        }

        @Test func firstArenas() {
            freshMemory()
            let p = UInt(bitPattern: PyObject_Malloc(1))
            let arena = Memory.arenas()[0]
            #expect(arena.totalPools == 63 && arena.freePools == 62 && arena.address & 0x3fff != 0)
            #expect(p == (arena.address + 0x3fff) & ~0x3fff + 48)
            freshMemory(aligned: true)
            _ = PyObject_Malloc(1)
            #expect(Memory.arenas()[0].totalPools == 64)
            freshMemory(.classic)
            let q = UInt(bitPattern: PyObject_Malloc(1))
            #expect(Memory.arenas()[0].totalPools == 64)
            #expect(UInt(bitPattern: PyObject_Malloc(8)) == q + 8)
        }

        @Test func freeListIsLastInFirstOut() {
            freshMemory()
            let p = (0..<5).map { _ in PyObject_Malloc(64)! }
            PyObject_Free(p[1])
            PyObject_Free(p[3])
            #expect(Memory.nextBlock(for: 50) == .freeList(block: UInt(bitPattern: p[3]), pool: UInt(bitPattern: p[0]) - 48))
            #expect(PyObject_Malloc(49) == p[3])
            #expect(PyObject_Malloc(64) == p[1])
            #expect(PyObject_Malloc(64) == p[4] + 64)
        }

        @Test func fullPoolGoesToTheFront() {
            freshMemory()
            let p = (0..<70).map { _ in PyObject_Malloc(512)! }  // 31 a pool: two full pools and 8 blocks
            let pools = Memory.pools(ofArena: 0)
            #expect(pools.prefix(4).map(\.state) == [.full, .full, .used, .untouched])
            PyObject_Free(p[40])
            PyObject_Free(p[3])
            #expect(Memory.usedPools(ofClass: 31) == [pools[0].address, pools[1].address, pools[2].address])
            #expect(PyObject_Malloc(500) == p[3])
            #expect(PyObject_Malloc(500) == p[40])
            #expect(Memory.checkInvariants() == [])
        }

        @Test func emptyPoolIsReusedByItsClassAsItIs() {
            freshMemory()
            let a = PyObject_Malloc(64)!
            let b = PyObject_Malloc(64)!
            PyObject_Free(a)
            PyObject_Free(b)
            #expect(Memory.pools(ofArena: 0)[0].state == .empty)
            #expect(Memory.nextBlock(for: 64) == .freePool(block: UInt(bitPattern: b), pool: UInt(bitPattern: a) - 48))
            #expect(PyObject_Malloc(64) == b)
            PyObject_Free(b)
            #expect(PyObject_Malloc(32) == a)  // another class: set up anew
            #expect(Memory.checkInvariants() == [])
        }

        @Test func reallocKeepsThreeQuarters() {
            freshMemory()
            let p = PyObject_Malloc(128)!
            #expect(PyObject_Realloc(p, 97) == p)
            #expect(PyObject_Realloc(p, 128) == p)
            let q = PyObject_Realloc(p, 96)!
            #expect(q != p && UInt(bitPattern: q) & ~0x3fff != UInt(bitPattern: p) & ~0x3fff)
            let large = PyObject_Realloc(q, 513)!
            #expect(Memory.region(of: UInt(bitPattern: large)) == .large)
            #expect(Memory.region(of: UInt(bitPattern: PyObject_Realloc(large, 10)!)) == .large)  // stays with malloc
            #expect(getallocatedblocks() == 1)
        }

        @Test func arenasAreSortedAndReturned() {
            freshMemory()
            // 63 pools × 31 blocks an arena.
            let perArena = 63 * 31
            var p = (0..<perArena * 4).map { _ in PyObject_Malloc(512)! }
            #expect(Memory.totals.arenas == 4 && Memory.usableArenas() == [])
            for i in 0..<31 * 3 { PyObject_Free(p[perArena + i]) }  // arena 1: 3 free pools
            for i in 0..<31 * 2 { PyObject_Free(p[perArena * 3 + i]) }  // arena 3: 2
            for i in 0..<31 * 5 { PyObject_Free(p[i]) }  // arena 0: 5
            #expect(Memory.usableArenas() == [3, 1, 0])
            #expect(Memory.checkInvariants() == [])
            _ = PyObject_Malloc(16)
            #expect(Memory.usableArenas() == [3, 1, 0])
            _ = PyObject_Malloc(32)
            #expect(Memory.usableArenas() == [1, 0])  // arena 3 is wholly in use again
            for i in 31 * 5..<perArena { PyObject_Free(p[i]) }  // all of arena 0, which is the last of the list: kept
            #expect(Memory.totals.arenas == 4)
            for i in 31 * 3..<perArena { PyObject_Free(p[perArena + i]) }
            #expect(Memory.totals.arenas == 3 && Memory.usableArenas() == [0])
            #expect(Memory.arenas().map(\.index) == [0, 2, 3])
            #expect(Memory.checkInvariants() == [])
            p = []
        }

        @Test func everySecondOfAMillionReturnsNothing() {
            freshMemory()
            var p = (0..<100_000).map { _ in PyObject_Malloc(16)! }
            let arenas = Memory.totals.arenas
            for i in stride(from: 0, to: p.count, by: 2) { PyObject_Free(p[i]) }
            #expect(Memory.totals.arenas == arenas)
            for i in stride(from: 1, to: p.count, by: 2) { PyObject_Free(p[i]) }
            #expect(Memory.totals.arenas == 1 && getallocatedblocks() == 0)
            #expect(Memory.checkInvariants() == [])
            p = []
        }

        @Test func limitMakesMallocFail() {
            freshMemory(limit: 3 << 20)
            var n = 0
            while PyObject_Malloc(512) != nil { n += 1 }
            #expect(n >= 31 * 63 * 2)
            #expect(PyObject_Malloc(1 << 20) == nil)
            #expect(PyObject_Malloc(-1) == nil && PyObject_Malloc(Int.max) == nil && PyObject_Calloc(Int.max, 2) == nil)
            #expect(Memory.checkInvariants() == [])
        }

        @Test func eventsTellTheStory() {
            freshMemory()
            TraceControl.counter = 0
            TraceControl.isTracing = true
            let p = PyObject_Malloc(20)!
            PyObject_Free(p)
            TraceControl.isTracing = false
            let kinds = (1...TraceControl.counter).map { TraceControl.recorded($0)!.kind }
            #expect(kinds == [.arenaNew, .poolNew, .alloc, .free, .poolFree])
            #expect(TraceControl.recorded(3) == Event(.alloc, UInt64(UInt(bitPattern: p)), 20, 32))
        }

        @Test func hookIsCalledWhereAsked() {
            freshMemory()
            TraceControl.hook = { event in
                if event.load(as: Event.self).kind == .free { TraceControl.counter = 1000 }
            }
            TraceControl.setStop(.free, true)
            TraceControl.isTracing = true
            PyObject_Free(PyObject_Malloc(600))
            TraceControl.isTracing = false
            #expect(TraceControl.counter == 1000)
            TraceControl.hook = nil
            TraceControl.clearStops()
        }
    }
}
