import Testing

@testable import Memory
@testable import Trace

extension MemoryTests {
    /// What the ring gives back is what was told, however it was packed.
    @Suite(.serialized) struct EventRingTests {
        /// Addresses at both ends of what is packed, null among them.
        static let addresses: [UInt] = [0, 0x1000_0008, 0x1_0000_0010, PackedEvent.addressLimit - 8]

        @Test(arguments: addresses) func packedEventsKeepTheirOperands(address: UInt) {
            let p = UnsafeRawPointer(bitPattern: address)
            let other = UnsafeRawPointer(bitPattern: 0x1234_5678)!
            let n = UInt64(address)
            #expect(PackedEvent.push(p, other, other).event == Event(.push, n, 0x1234_5678, 0x1234_5678))
            #expect(PackedEvent.pop(other, other, p).event == Event(.pop, 0x1234_5678, 0x1234_5678, n))
            #expect(PackedEvent.storeLocal(other, p, other).event == Event(.storeLocal, 0x1234_5678, n, 0x1234_5678))
            #expect(PackedEvent.storeLocal(other, other, p).event == Event(.storeLocal, 0x1234_5678, 0x1234_5678, n))
            guard let p else { return }
            #expect(PackedEvent.instruction(p, other, 0xff17).event == Event(.instruction, n, 0x1234_5678, 0xff17))
            #expect(PackedEvent.instruction(other, p, 0xffff).event == Event(.instruction, 0x1234_5678, n, 0xffff))
            #expect(PackedEvent.incref(p, 1_000_000_002).event == Event(.incref, n, 1_000_000_002))
            #expect(PackedEvent.decref(p, 0).event == Event(.decref, n, 0))
            #expect(PackedEvent.alloc(p, 512, 512).event == Event(.alloc, n, 512, 512))
            #expect(PackedEvent.free(p, 1 << 33).event == Event(.free, n, 1 << 33))
            #expect(PackedEvent.newObject(p, other).event == Event(.newObject, n, 0x1234_5678))
        }

        @Test func packedAndWideRecordsStandSideBySide() {
            freshMemory()
            let start = TraceControl.counter
            TraceControl.emit(PackedEvent.incref(UnsafeRawPointer(bitPattern: 0x1000_0010)!, 3))
            TraceControl.emit(.realloc, 1, .max, 1 << 63)
            TraceControl.emit(PackedEvent.decref(UnsafeRawPointer(bitPattern: 0x1000_0010)!, 2))
            #expect(TraceControl.recorded(start + 1) == Event(.incref, 0x1000_0010, 3))
            #expect(TraceControl.recorded(start + 2) == Event(.realloc, 1, .max, 1 << 63))
            #expect(TraceControl.recorded(start + 3) == Event(.decref, 0x1000_0010, 2))
            #expect(TraceControl.recorded(start + 4) == nil)
        }
    }
}
