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
    initIOTypes()
}

/// Creates the objects of this part that must exist before any code runs.
func initExcObjects() {
    if !preallocateMemoryErrors() || !initErrnoMap() || !createExceptionGroupClass() {
        hostFatal("Fatal Python error: the exception types cannot be initialised")
    }
}

/// The exception classes by their names in builtins, in CPython 3.11.2's order, then ExceptionGroup and the aliases.
/// Origin: `_PyBuiltins_AddExceptions`.
func builtinExceptions() -> [(StaticString, PyObj)] {
    var list: [(StaticString, PyObj)] = [
        ("BaseException", PyExc_BaseException),
        ("BaseExceptionGroup", PyExc_BaseExceptionGroup),
        ("Exception", PyExc_Exception),
        ("GeneratorExit", PyExc_GeneratorExit),
        ("KeyboardInterrupt", PyExc_KeyboardInterrupt),
        ("SystemExit", PyExc_SystemExit),
        ("ArithmeticError", PyExc_ArithmeticError),
        ("AssertionError", PyExc_AssertionError),
        ("AttributeError", PyExc_AttributeError),
        ("BufferError", PyExc_BufferError),
        ("EOFError", PyExc_EOFError),
        ("ImportError", PyExc_ImportError),
        ("LookupError", PyExc_LookupError),
        ("MemoryError", PyExc_MemoryError),
        ("NameError", PyExc_NameError),
        ("OSError", PyExc_OSError),
        ("ReferenceError", PyExc_ReferenceError),
        ("RuntimeError", PyExc_RuntimeError),
        ("StopAsyncIteration", PyExc_StopAsyncIteration),
        ("StopIteration", PyExc_StopIteration),
        ("SyntaxError", PyExc_SyntaxError),
        ("SystemError", PyExc_SystemError),
        ("TypeError", PyExc_TypeError),
        ("ValueError", PyExc_ValueError),
        ("Warning", PyExc_Warning),
        ("FloatingPointError", PyExc_FloatingPointError),
        ("OverflowError", PyExc_OverflowError),
        ("ZeroDivisionError", PyExc_ZeroDivisionError),
        ("BytesWarning", PyExc_BytesWarning),
        ("DeprecationWarning", PyExc_DeprecationWarning),
        ("EncodingWarning", PyExc_EncodingWarning),
        ("FutureWarning", PyExc_FutureWarning),
        ("ImportWarning", PyExc_ImportWarning),
        ("PendingDeprecationWarning", PyExc_PendingDeprecationWarning),
        ("ResourceWarning", PyExc_ResourceWarning),
        ("RuntimeWarning", PyExc_RuntimeWarning),
        ("SyntaxWarning", PyExc_SyntaxWarning),
        ("UnicodeWarning", PyExc_UnicodeWarning),
        ("UserWarning", PyExc_UserWarning),
        ("BlockingIOError", PyExc_BlockingIOError),
        ("ChildProcessError", PyExc_ChildProcessError),
        ("ConnectionError", PyExc_ConnectionError),
        ("FileExistsError", PyExc_FileExistsError),
        ("FileNotFoundError", PyExc_FileNotFoundError),
        ("InterruptedError", PyExc_InterruptedError),
        ("IsADirectoryError", PyExc_IsADirectoryError),
        ("NotADirectoryError", PyExc_NotADirectoryError),
        ("PermissionError", PyExc_PermissionError),
        ("ProcessLookupError", PyExc_ProcessLookupError),
        ("TimeoutError", PyExc_TimeoutError),
        ("IndentationError", PyExc_IndentationError),
        ("IndexError", PyExc_IndexError),
        ("KeyError", PyExc_KeyError),
        ("ModuleNotFoundError", PyExc_ModuleNotFoundError),
        ("NotImplementedError", PyExc_NotImplementedError),
        ("RecursionError", PyExc_RecursionError),
        ("UnboundLocalError", PyExc_UnboundLocalError),
        ("UnicodeError", PyExc_UnicodeError),
        ("BrokenPipeError", PyExc_BrokenPipeError),
        ("ConnectionAbortedError", PyExc_ConnectionAbortedError),
        ("ConnectionRefusedError", PyExc_ConnectionRefusedError),
        ("ConnectionResetError", PyExc_ConnectionResetError),
        ("TabError", PyExc_TabError),
        ("UnicodeDecodeError", PyExc_UnicodeDecodeError),
        ("UnicodeEncodeError", PyExc_UnicodeEncodeError),
        ("UnicodeTranslateError", PyExc_UnicodeTranslateError),
    ]
    if let group = Interp.exceptionGroup { list.append(("ExceptionGroup", group)) }
    list.append(("EnvironmentError", PyExc_OSError))
    list.append(("IOError", PyExc_OSError))
    return list
}
