import Bytecode
import Memory
import Trace

/// The machine as a whole: made once in a process. Everything it is made of lies in `Memory`.
public enum Machine {
    /// Whether the machine has been made.
    public private(set) nonisolated(unsafe) static var isReady = false

    /// Reserves the memory and builds types, singletons and the built-in modules' ground. Safe to call once.
    public static func start(model: MemoryModel = .modern, limit: UInt = Memory.defaultLimit) throws {
        guard !isReady else { return }
        try Memory.reserve(model: model, limit: limit)
        build()
        isReady = true
    }

    /// Fills a fresh memory. Order matters: slots before anything is called, strings and dicts before types are readied.
    private static func build() {
        ThreadState.recursion_limit = 1000
        ThreadState.recursion_remaining = 1000
        ThreadState.cframe = StaticArea.at(ThreadState.rootCFrame)
        ThreadState.exc_info = ThreadState.exc_state
        Interp.nextTypeVersion = 1
        Interp.nextFuncVersion = 1
        Interp.nextKeysVersion = 1
        initGCState()

        initCoreTypes()
        initNumTypes()
        initStrTypes()
        initCollTypes()
        initTypeTypes()
        initExcTypes()
        initGCTypes()

        initNumObjects()
        initStrObjects()
        initCollObjects()
        readyTypes()
        initTypeObjects()
        initExcObjects()
    }

    /// `PyType_Ready` on every static type that was filled in, in table order (bases come first because readying a type readies its base).
    private static func readyTypes() {
        // The order shows in `__subclasses__()`: exceptions come last, in an order of their own.
        let exceptions = builtinExceptions().map { $0.1 }
        for t in (0..<StaticArea.typeCount).map({ StaticArea.at(StaticArea.types + 416 * UInt($0)) }).filter({
            !exceptions.contains($0)
        })
            + exceptions
        {
            guard t.load(fromByteOffset: 24, as: PyObj?.self) != nil, t.tp_flags & TypeFlags.READY == 0 else { continue }
            if PyType_Ready(t) < 0 { Py_FatalError("cannot ready type \(cText(t.tp_name))") }
        }
    }
}

func initCoreTypes() {
    initFunctionType()
    initMethodType()
    initCellType()
    initCFunctionTypes()
    initCodeType()
    initFrameType()
    initGeneratorTypes()
    initAsyncGeneratorTypes()
}
