import Memory

// The exception hierarchy: simple classes, and the hooks of the machine's start. Origin: Objects/exceptions.c.

extension Interp {
    /// The heap type ExceptionGroup (an owned reference).
    static var exceptionGroup: PyObj? {
        get { object(112) }
        set { set(112, newValue) }
    }
    /// The dict from errno to the subclass of OSError.
    static var errnoMap: PyObj? {
        get { object(113) }
        set { set(113, newValue) }
    }
}

/// Fills the slots of the exception classes without fields of their own.
private func initSimpleExceptionTypes() {
    let simple: [(PyObj, StaticString, PyObj)] = [
        (PyExc_Exception, "Exception", PyExc_BaseException), (PyExc_TypeError, "TypeError", PyExc_Exception),
        (PyExc_StopAsyncIteration, "StopAsyncIteration", PyExc_Exception),
        (PyExc_GeneratorExit, "GeneratorExit", PyExc_BaseException),
        (PyExc_KeyboardInterrupt, "KeyboardInterrupt", PyExc_BaseException), (PyExc_EOFError, "EOFError", PyExc_Exception),
        (PyExc_RuntimeError, "RuntimeError", PyExc_Exception), (PyExc_RecursionError, "RecursionError", PyExc_RuntimeError),
        (PyExc_NotImplementedError, "NotImplementedError", PyExc_RuntimeError),
        (PyExc_LookupError, "LookupError", PyExc_Exception), (PyExc_IndexError, "IndexError", PyExc_LookupError),
        (PyExc_ValueError, "ValueError", PyExc_Exception), (PyExc_AssertionError, "AssertionError", PyExc_Exception),
        (PyExc_ArithmeticError, "ArithmeticError", PyExc_Exception),
        (PyExc_FloatingPointError, "FloatingPointError", PyExc_ArithmeticError),
        (PyExc_OverflowError, "OverflowError", PyExc_ArithmeticError),
        (PyExc_ZeroDivisionError, "ZeroDivisionError", PyExc_ArithmeticError),
        (PyExc_SystemError, "SystemError", PyExc_Exception), (PyExc_ReferenceError, "ReferenceError", PyExc_Exception),
        (PyExc_BufferError, "BufferError", PyExc_Exception), (PyExc_Warning, "Warning", PyExc_Exception),
        (PyExc_UserWarning, "UserWarning", PyExc_Warning), (PyExc_EncodingWarning, "EncodingWarning", PyExc_Warning),
        (PyExc_DeprecationWarning, "DeprecationWarning", PyExc_Warning),
        (PyExc_PendingDeprecationWarning, "PendingDeprecationWarning", PyExc_Warning),
        (PyExc_SyntaxWarning, "SyntaxWarning", PyExc_Warning), (PyExc_RuntimeWarning, "RuntimeWarning", PyExc_Warning),
        (PyExc_FutureWarning, "FutureWarning", PyExc_Warning), (PyExc_ImportWarning, "ImportWarning", PyExc_Warning),
        (PyExc_UnicodeWarning, "UnicodeWarning", PyExc_Warning), (PyExc_BytesWarning, "BytesWarning", PyExc_Warning),
        (PyExc_ResourceWarning, "ResourceWarning", PyExc_Warning),
    ]
    for (type, name, base) in simple { initExceptionType(type, name, base: base) }
}

/// Fills the slots of every static type of this part: exceptions, traceback, text stream.
func initExcTypes() {
    initBaseExceptionType()
    initSimpleExceptionTypes()
    initFieldExceptionTypes()
    initOSErrorTypes()
    initUnicodeErrorTypes()
    initExceptionGroupTypes()
    initTracebackType()
    initTextStreamType()
}

/// Creates the objects of this part that must exist before any code runs. False with an exception set.
func initExcObjects() -> Bool { preallocateMemoryErrors() && initErrnoMap() && createExceptionGroupClass() }

/// The exception classes by their names in builtins, in CPython's order (aliases and ExceptionGroup included). Origin: `_PyBuiltins_AddExceptions`.
func builtinExceptions() -> [(StaticString, PyObj)] {
    var list: [(StaticString, PyObj)] = [
        ("BaseException", PyExc_BaseException), ("Exception", PyExc_Exception), ("TypeError", PyExc_TypeError),
        ("StopAsyncIteration", PyExc_StopAsyncIteration), ("StopIteration", PyExc_StopIteration),
        ("GeneratorExit", PyExc_GeneratorExit), ("SystemExit", PyExc_SystemExit),
        ("KeyboardInterrupt", PyExc_KeyboardInterrupt), ("BaseExceptionGroup", PyExc_BaseExceptionGroup),
        ("ImportError", PyExc_ImportError), ("ModuleNotFoundError", PyExc_ModuleNotFoundError), ("OSError", PyExc_OSError),
        ("EnvironmentError", PyExc_OSError), ("IOError", PyExc_OSError), ("EOFError", PyExc_EOFError),
        ("RuntimeError", PyExc_RuntimeError), ("RecursionError", PyExc_RecursionError),
        ("NotImplementedError", PyExc_NotImplementedError), ("NameError", PyExc_NameError),
        ("UnboundLocalError", PyExc_UnboundLocalError), ("AttributeError", PyExc_AttributeError),
        ("SyntaxError", PyExc_SyntaxError), ("IndentationError", PyExc_IndentationError), ("TabError", PyExc_TabError),
        ("LookupError", PyExc_LookupError), ("IndexError", PyExc_IndexError), ("KeyError", PyExc_KeyError),
        ("ValueError", PyExc_ValueError), ("UnicodeError", PyExc_UnicodeError),
        ("UnicodeEncodeError", PyExc_UnicodeEncodeError), ("UnicodeDecodeError", PyExc_UnicodeDecodeError),
        ("UnicodeTranslateError", PyExc_UnicodeTranslateError), ("AssertionError", PyExc_AssertionError),
        ("ArithmeticError", PyExc_ArithmeticError), ("FloatingPointError", PyExc_FloatingPointError),
        ("OverflowError", PyExc_OverflowError), ("ZeroDivisionError", PyExc_ZeroDivisionError),
        ("SystemError", PyExc_SystemError), ("ReferenceError", PyExc_ReferenceError), ("MemoryError", PyExc_MemoryError),
        ("BufferError", PyExc_BufferError), ("Warning", PyExc_Warning), ("UserWarning", PyExc_UserWarning),
        ("EncodingWarning", PyExc_EncodingWarning), ("DeprecationWarning", PyExc_DeprecationWarning),
        ("PendingDeprecationWarning", PyExc_PendingDeprecationWarning), ("SyntaxWarning", PyExc_SyntaxWarning),
        ("RuntimeWarning", PyExc_RuntimeWarning), ("FutureWarning", PyExc_FutureWarning),
        ("ImportWarning", PyExc_ImportWarning), ("UnicodeWarning", PyExc_UnicodeWarning), ("BytesWarning", PyExc_BytesWarning),
        ("ResourceWarning", PyExc_ResourceWarning), ("ConnectionError", PyExc_ConnectionError),
        ("BlockingIOError", PyExc_BlockingIOError), ("BrokenPipeError", PyExc_BrokenPipeError),
        ("ChildProcessError", PyExc_ChildProcessError), ("ConnectionAbortedError", PyExc_ConnectionAbortedError),
        ("ConnectionRefusedError", PyExc_ConnectionRefusedError), ("ConnectionResetError", PyExc_ConnectionResetError),
        ("FileExistsError", PyExc_FileExistsError), ("FileNotFoundError", PyExc_FileNotFoundError),
        ("IsADirectoryError", PyExc_IsADirectoryError), ("NotADirectoryError", PyExc_NotADirectoryError),
        ("InterruptedError", PyExc_InterruptedError), ("PermissionError", PyExc_PermissionError),
        ("ProcessLookupError", PyExc_ProcessLookupError), ("TimeoutError", PyExc_TimeoutError),
    ]
    if let group = Interp.exceptionGroup { list.insert(("ExceptionGroup", group), at: 9) }
    return list
}
