import Glibc
import Memory
import Trace

// What a time line needs of the machine: where a checkpoint can be taken, and how to go on from one.

extension Machine {
    /// Whether the state at this instruction event can be restored: the outermost eval loop is the only native code that is active, and the
    /// instruction takes nothing from its predecessor that is not in memory (the second half of a superinstruction takes the place that a
    /// traceback names).
    public static func canCheckpoint(_ event: Event) -> Bool {
        guard Interp.nativeDepth == 1, let unit = UnsafePointer<UInt16>(bitPattern: UInt(event.a)) else { return false }
        return !isSuperinstruction(Instruction(byte: UInt8(truncatingIfNeeded: unit[-1])))
    }

    /// Forgets what the host remembers of the memory, which has just been replaced.
    public static func memoryWasRestored() { LineCache.forgetAll() }

    /// How many Python frames there are.
    public static var frameDepth: Int {
        var depth = 0
        var frame = ThreadState.currentFrame
        while let f = frame {
            depth += 1
            frame = f.fr_previous
        }
        return depth
    }

    /// The frames from the innermost outwards.
    public static var frames: [PyObj] {
        var all: [PyObj] = []
        var frame = ThreadState.currentFrame
        while let f = frame {
            all.append(f)
            frame = f.fr_previous
        }
        return all
    }

    /// Whether a code object was compiled from the file that `__main__` runs.
    public static func isInMainFile(codeAddress: UInt64) -> Bool {
        guard let code = PyObj(bitPattern: UInt(codeAddress)), let main = Machine.frames.last else { return false }
        return code.co_filename == main.fr_code.co_filename
    }

    /// Goes on from a restored checkpoint in the outermost eval loop and returns the outermost frame's result. The instruction at which the
    /// checkpoint was taken is reported again.
    static func resumeEvaluation() -> PyObj? {
        let frame = ThreadState.currentFrame!
        frame.fr_stacktop = Int32(LiveStacks.top(of: frame))
        frame.fr_prev_instr -= 2
        let outermost = frames.last!
        let result = evalFrame(LiveTracer.self, frame, false, resuming: true)
        // What the native callers of the outermost frame would have done (_PyEval_Vector, PyEval_EvalCode).
        let function = outermost.fr_func
        clearAndPopFrame(outermost)
        Py_DECREF(function)
        return result
    }
}

extension Machine {
    /// Zeroes what only a watched run leaves behind (stack tops, the last line) and what popped frames left above the top of the data stack,
    /// so that memories of a watched and an unwatched run can be compared.
    public static func clearResidue() {
        Interp.tracedLine = 0
        Interp.setEarlyOutput(1, 0)
        Interp.setEarlyOutput(2, 0)
        memset(StaticArea.at(LiveStacks.base), 0, (LiveStacks.capacity + 1) * 16)
        if let top = ThreadState.datastack_top, let limit = ThreadState.datastack_limit { memset(top, 0, limit - top) }
    }
}
