import Glibc
import Testing

@testable import Memory

extension MemoryTests {
    /// Random requests against a plain model: what is in use, how large, with what content.
    @Suite(.serialized) struct PropertyTests {
        struct Entry {
            var address: UInt
            var size: Int
            var fill: UInt8
        }

        static func check(_ e: Entry, _ count: Int) -> Bool {
            let p = UnsafePointer<UInt8>(bitPattern: e.address)!
            for i in 0..<count where p[i] != e.fill { return false }
            return true
        }

        static func size(_ r: inout Seeded) -> Int {
            switch Int.random(in: 0..<20, using: &r) {
            case 0: Int.random(in: 513...5000, using: &r)
            case 1: Int.random(in: 0...40000, using: &r)
            case 2...6: [48, 64, 16, 512, 88][Int.random(in: 0..<5, using: &r)]
            default: Int.random(in: 1...512, using: &r)
            }
        }

        @Test(arguments: [MemoryModel.modern, .classic], [1, 2, 3, 4, 5, 6] as [UInt64])
        func randomSequence(model: MemoryModel, seed: UInt64) {
            freshMemory(model)
            var r = Seeded(seed)
            var live: [Entry] = []
            var snapshot: Snapshot?
            var liveThen: [Entry] = []
            for step in 0..<12_000 {
                let growing = step / 1500 % 2 == 0
                switch Int.random(in: 0..<10, using: &r) {
                case 0..<(growing ? 6 : 2):
                    let n = Self.size(&r)
                    let fill = UInt8.random(in: 0...255, using: &r)
                    let p = PyObject_Malloc(n)!
                    memset(p, Int32(fill), n)
                    #expect(UInt(bitPattern: p) % UInt(n <= 512 && n > 0 ? model.alignment : 16) == 0)
                    live.append(Entry(address: UInt(bitPattern: p), size: n, fill: fill))
                case 9 where !live.isEmpty:
                    let i = Int.random(in: 0..<live.count, using: &r)
                    let n = Self.size(&r)
                    let p = PyObject_Realloc(UnsafeMutableRawPointer(bitPattern: live[i].address), n)!
                    live[i].address = UInt(bitPattern: p)
                    #expect(Self.check(live[i], min(n, live[i].size)))
                    memset(p, Int32(live[i].fill), n)
                    live[i].size = n
                default:
                    guard !live.isEmpty else { continue }
                    let i = Int.random(in: 0..<live.count, using: &r)
                    #expect(Self.check(live[i], live[i].size))
                    PyObject_Free(UnsafeMutableRawPointer(bitPattern: live[i].address))
                    live.swapAt(i, live.count - 1)
                    live.removeLast()
                }
                if step == 4000 {
                    snapshot = Memory.snapshot()
                    liveThen = live
                }
                if step % 1000 == 0 {
                    #expect(Memory.checkInvariants() == [])
                    #expect(getallocatedblocks() == live.count)
                }
            }
            for e in live { #expect(Self.check(e, e.size)) }
            Memory.restore(snapshot!)
            #expect(Memory.firstDifference(from: snapshot!) == nil)
            #expect(Memory.checkInvariants() == [])
            #expect(getallocatedblocks() == liveThen.count)
            for e in liveThen { #expect(Self.check(e, e.size)) }
            for e in liveThen { PyObject_Free(UnsafeMutableRawPointer(bitPattern: e.address)) }
            #expect(getallocatedblocks() == 0)
            #expect(Memory.checkInvariants() == [])
        }

        @Test func walkersAgree() {
            freshMemory()
            var r = Seeded(7)
            var live: Set<UInt> = []
            for _ in 0..<5000 {
                if Bool.random(using: &r) || live.isEmpty {
                    live.insert(UInt(bitPattern: PyObject_Malloc(Int.random(in: 1...700, using: &r))!))
                } else {
                    let p = live.randomElement(using: &r)!
                    live.remove(p)
                    PyObject_Free(UnsafeMutableRawPointer(bitPattern: p))
                }
            }
            var seen: Set<UInt> = []
            for arena in Memory.arenas() {
                for pool in Memory.pools(ofArena: arena.index) where pool.state != .untouched {
                    for block in Memory.blocks(ofPool: pool.address) where block.state == .used { seen.insert(block.address) }
                }
            }
            for block in Memory.largeBlocks() where block.state == .used { seen.insert(block.address) }
            #expect(seen == live)
            for p in live {
                #expect(Memory.block(containing: p)?.address == p)
                #expect(Memory.block(containing: p)?.state == .used)
            }
            for n in 1...512 {
                switch Memory.nextBlock(for: n) {
                case .freeList(let block, _), .freePool(let block, _), .newPool(let block, _):
                    #expect(UInt(bitPattern: PyObject_Malloc(n)) == block)
                default: break
                }
            }
        }
    }

    @Suite(.serialized) struct SnapshotTests {
        @Test func unchangedPagesAreShared() {
            freshMemory()
            let p = PyObject_Malloc(1 << 20)!
            memset(p, 1, 1 << 20)
            let a = Memory.snapshot()
            let before = Memory.snapshotBytes
            let b = Memory.snapshot()
            #expect(b.copiedPages == 0 && Memory.snapshotBytes == before && a.pageCount == b.pageCount)
            p.storeBytes(of: 7, as: UInt8.self)
            let c = Memory.snapshot()
            #expect(c.copiedPages == 1)
            #expect(a.byte(at: UInt(bitPattern: p)) == 1 && c.byte(at: UInt(bitPattern: p)) == 7)
        }

        @Test func droppingASnapshotFreesItsPages() {
            freshMemory()
            let before = Memory.snapshotBytes
            var list = (0..<10).map { i -> Snapshot in
                let p = Memory.staticAlloc(8192)
                memset(p, Int32(i + 1), 8192)
                return Memory.snapshot()
            }
            // An optimised build would drop them before the look.
            withExtendedLifetime(list) { #expect(Memory.snapshotBytes > before) }
            list.removeAll()
            #expect(Memory.snapshotBytes == before)
        }

        @Test func restoreZeroesWhatWasUntouched() {
            freshMemory()
            let start = Memory.snapshot()
            let large = PyObject_Malloc(10 << 20)!
            memset(large, 0xaa, 10 << 20)
            let small = (0..<50_000).map { _ in PyObject_Malloc(100)! }
            for p in small { memset(p, 0xbb, 100) }
            let chunk = _PyObject_VirtualAlloc(16384)!
            memset(chunk, 0xcc, 16384)
            let s = Memory.staticAlloc(100_000)
            memset(s, 0xdd, 100_000)
            let full = Memory.snapshot()
            Memory.restore(start)
            #expect(Memory.firstDifference(from: start) == nil)
            for p in [large + (5 << 20), small[40_000], chunk + 100, s + 50_000] { #expect(p.load(as: UInt8.self) == 0) }
            #expect(Memory.checkInvariants() == [])
            Memory.restore(full)
            #expect(Memory.firstDifference(from: full) == nil)
            #expect((large + (5 << 20)).load(as: UInt8.self) == 0xaa && small[40_000].load(as: UInt8.self) == 0xbb)
            #expect((chunk + 100).load(as: UInt8.self) == 0xcc && (s + 50_000).load(as: UInt8.self) == 0xdd)
            #expect(Memory.checkInvariants() == [])
        }

        @Test func sameStepsAfterRestoreGiveTheSameAddresses() {
            freshMemory()
            func steps() -> [UInt] {
                var r = Seeded(11)
                var list: [UInt] = []
                for i in 0..<3000 {
                    list.append(UInt(bitPattern: PyObject_Malloc(Int.random(in: 1...2000, using: &r))!))
                    if i % 3 == 0 { PyObject_Free(UnsafeMutableRawPointer(bitPattern: list[i / 3 * 2])) }
                    if i % 3 == 0 { list[i / 3 * 2] = UInt(bitPattern: PyObject_Malloc(20)) }
                }
                return list
            }
            _ = steps()
            let s = Memory.snapshot()
            let first = steps()
            let after = Memory.snapshot()
            Memory.restore(s)
            #expect(steps() == first)
            #expect(Memory.firstDifference(from: after) == nil)
        }

        @Test func chunksAreReused() {
            freshMemory()
            let a = _PyObject_VirtualAlloc(16384)!
            let b = _PyObject_VirtualAlloc(65536)!
            #expect(UInt(bitPattern: a) == Layout.chunkBase && b == a + 16384)
            _PyObject_VirtualFree(a, 16384)
            #expect(_PyObject_VirtualAlloc(32768) == b + 65536)
            #expect(_PyObject_VirtualAlloc(16384) == a)
        }
    }
}
