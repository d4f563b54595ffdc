import Memory
import Trace

// Importing: names, and modules that are built into the machine (Import+Files.swift has those in files). Origin: Python/import.c, and the parts of Lib/importlib/_bootstrap.py that find and load.

/// The built-in modules by name, and what makes each. `sys`, `builtins` and `__main__` are made at the start.
func builtinModuleMakers() -> [(String, () -> PyObj?)] {
    [
        ("_warnings", PyInit__warnings), ("gc", PyInit_gc), ("math", PyInit_math), ("time", PyInit_time),
        ("_weakref", PyInit__weakref), ("_codecs", PyInit__codecs), ("_string", PyInit__string),
        ("itertools", PyInit_itertools), ("_functools", PyInit__functools), ("_collections", PyInit__collections),
        ("_thread", PyInit__thread), ("_sre", PyInit__sre),
        ("_random", PyInit__random), ("_sha512", PyInit__sha512), ("_typing", PyInit__typing), ("errno", PyInit_errno),
        ("posix", PyInit_posix), ("_contextvars", PyInit__contextvars), ("_io", PyInit__io),
        ("_ast", PyInit__ast), ("_ctypes", PyInit__ctypes), ("_struct", PyInit__struct), ("_tracemalloc", PyInit__tracemalloc),
        ("array", PyInit_array), ("_operator", PyInit__operator), ("_heapq", PyInit__heapq), ("_bisect", PyInit__bisect),
        ("marshal", PyInit_marshal), ("_abc", PyInit__abc),
        ("_imp", PyInit__imp), ("_frozen_importlib", PyInit__frozen_importlib),
        ("_frozen_importlib_external", PyInit__frozen_importlib_external), ("atexit", PyInit_atexit),
    ]
}

/// The module of that name in `sys.modules` (borrowed), made empty if it is not there. Origin: `PyImport_AddModule`.
func PyImport_AddModule(_ name: String) -> PyObj? {
    guard let modules = Interp.modules, let key = PyUnicode_InternFromString(name) else { return nil }
    defer { Py_DECREF(key) }
    if let m = PyDict_GetItemWithError(modules, key), m != Py_None { return m }
    if PyErr_Occurred() != nil { return nil }
    guard let m = PyModule_NewObject(key) else { return nil }
    defer { Py_DECREF(m) }
    return PyDict_SetItem(modules, key, m) < 0 ? nil : m
}

/// The module of that name in `sys.modules` (a new reference), or nil, perhaps with an exception. Origin: `PyImport_GetModule`.
func PyImport_GetModule(_ name: PyObj) -> PyObj? {
    guard let modules = Interp.modules else { return nil }
    if PyDict_CheckExact(modules) { return Py_XNewRef(PyDict_GetItemWithError(modules, name)) }
    guard let m = PyObject_GetItem(modules, name) else {
        if PyErr_ExceptionMatches(PyExc_KeyError) { PyErr_Clear() }
        return nil
    }
    return m
}

/// Imports a top-level module by name: a new reference, or nil with an exception. Origin: `PyImport_ImportModule`.
public func PyImport_ImportModule(_ name: String) -> PyObj? {
    guard let key = PyUnicode_FromString(name) else { return nil }
    defer { Py_DECREF(key) }
    return PyImport_Import(key)
}

/// Imports a module by the `__import__` of the builtins: a new reference to the module itself (not its top package).
/// Origin: `PyImport_Import`.
public func PyImport_Import(_ name: PyObj) -> PyObj? {
    guard let m = PyImport_ImportModuleLevelObject(name, nil, nil, nil, 0) else { return nil }
    Py_DECREF(m)
    guard let found = PyImport_GetModule(name) else {
        if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, name) }
        return nil
    }
    return found
}

/// Raises ImportError with a message, module name and path (borrowed); nil to return. Origin: `PyErr_SetImportError`.
@discardableResult
public func PyErr_SetImportError(_ message: PyObj, _ name: PyObj?, _ path: PyObj?) -> PyObj? {
    PyErr_SetImportErrorSubclass(PyExc_ImportError, message, name, path)
}

/// Raises ModuleNotFoundError; nil to return.
@discardableResult
private func moduleNotFound(_ text: String, _ name: PyObj) -> PyObj? {
    guard let message = PyUnicode_FromString(text) else { return nil }
    defer { Py_DECREF(message) }
    return PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, message, name, nil)
}

/// Finds and makes a module that is not in `sys.modules` yet. A new reference, or nil with an exception. Origin: `import_find_and_load`.
private func findAndLoad(_ name: PyObj) -> PyObj? {
    let text = swiftString(name)
    emitIfTracing(.importModule, UnsafeRawPointer(name))
    if let dot = text.lastIndex(of: ".") {
        let parent = String(text[..<dot])
        guard let parentName = PyUnicode_FromString(parent) else { return nil }
        defer { Py_DECREF(parentName) }
        guard let package = importAbsolute(parentName) else { return nil }
        defer { Py_DECREF(package) }
        if let modules = Interp.modules, let m = PyDict_GetItemWithError(modules, name) { return Py_NewRef(m) }
        var path: PyObj?
        if _PyObject_LookupAttr(package, _Py_ID(.__path__), &path) < 0 { return nil }
        guard let path else {
            return moduleNotFound("No module named '\(text)'; '\(parent)' is not a package", name)
        }
        defer { Py_DECREF(path) }
        switch importFromFolders(name, text, folderList(path)) {
        case .failed: return nil
        case .notFound: return moduleNotFound("No module named '\(text)'", name)
        case .loaded(let module):
            let tail = String(text[text.index(after: dot)...])
            guard let key = PyUnicode_InternFromString(tail) else { return nil }
            defer { Py_DECREF(key) }
            if PyObject_SetAttr(package, key, module) < 0 { PyErr_Clear() }
            return module
        }
    }
    for (candidate, make) in builtinModuleMakers() where candidate == text {
        guard let module = make(), let modules = Interp.modules else { return nil }
        emitIfTracing(.importModule, UnsafeRawPointer(name), UnsafeRawPointer(module))
        if !setBuiltinSpec(module) || PyDict_SetItem(modules, name, module) < 0 {
            Py_DECREF(module)
            return nil
        }
        return module
    }
    switch importFromFolders(name, text, folderList(_PySys_GetAttr(_Py_ID(.path)))) {
    case .failed: return nil
    case .loaded(let module): return module
    case .notFound: break
    }
    if standardLibraryNames.contains(Substring(text)) && !accelerators.contains(text) { noteMissingModule(text) }
    return moduleNotFound("No module named '\(text)'", name)
}

/// Modules that only make others faster: the library in Python does without them, with the same results.
private let accelerators: Set<String> = [
    "_bootlocale", "_datetime", "_decimal", "_json", "_locale", "_opcode", "_pickle",
    "_stat", "_statistics",
    "_winapi", "nt", "org",
]

/// The modules that have been told of; host state.
nonisolated(unsafe) private var missingModulesTold: Set<String> = []

/// Tells, once for a name, that a module exists in Python but not in this machine.
private func noteMissingModule(_ name: String) {
    if !missingModulesTold.insert(name).inserted { return }
    hostWriteText(2, "not implemented: module '\(name)' of the standard library is not available in this version\n")
}

/// The module with an absolute name: a new reference, or nil with an exception.
private func importAbsolute(_ name: PyObj) -> PyObj? {
    if let m = PyImport_GetModule(name) {
        if m != Py_None { return m }
        Py_DECREF(m)
        return moduleNotFound("import of \(swiftString(name)) halted; None in sys.modules", name)
    }
    if PyErr_Occurred() != nil { return nil }
    return findAndLoad(name)
}

/// The absolute name of a relative import; nil with an exception. Origin: `resolve_name`.
private func resolveName(_ name: PyObj, _ globals: PyObj?, _ level: Int) -> PyObj? {
    guard let globals else { return PyErr_Format(PyExc_KeyError, "'__name__' not in globals") }
    if !PyDict_Check(globals) { return PyErr_Format(PyExc_TypeError, "globals must be a dict") }
    var package = PyDict_GetItemWithError(globals, _Py_ID(.__package__))
    if package == nil && PyErr_Occurred() != nil { return nil }
    var text: String
    if let p = package, p != Py_None {
        if !PyUnicode_Check(p) { return PyErr_Format(PyExc_TypeError, "package must be a string") }
        text = swiftString(p)
    } else {
        package = PyDict_GetItemWithError(globals, _Py_ID(.__name__))
        guard let p = package else { return PyErr_Format(PyExc_KeyError, "'__name__' not in globals") }
        if !PyUnicode_Check(p) { return PyErr_Format(PyExc_TypeError, "__name__ must be a string") }
        text = swiftString(p)
        if PyDict_GetItemWithError(globals, _Py_ID(.__path__)) == nil {
            if PyErr_Occurred() != nil { return nil }
            text = text.lastIndex(of: ".").map { String(text[..<$0]) } ?? ""
        }
    }
    if text.isEmpty {
        return PyErr_Format(PyExc_ImportError, "attempted relative import with no known parent package")
    }
    for _ in 1..<max(level, 1) {
        guard let dot = text.lastIndex(of: ".") else {
            return PyErr_Format(PyExc_ImportError, "attempted relative import beyond top-level package")
        }
        text = String(text[..<dot])
    }
    let rest = swiftString(name)
    return PyUnicode_FromString(rest.isEmpty ? text : "\(text).\(rest)")
}

/// What an import statement gets: the top package, or the module itself if names are taken from it. A new reference, or nil with an
/// exception. Origin: `PyImport_ImportModuleLevelObject`.
public func PyImport_ImportModuleLevelObject(
    _ name: PyObj, _ globals: PyObj?, _ locals: PyObj?, _ fromlist: PyObj?, _ level: Int
) -> PyObj? {
    if !PyUnicode_Check(name) { return PyErr_Format(PyExc_TypeError, "module name must be a string") }
    if level < 0 { return PyErr_Format(PyExc_ValueError, "level must be >= 0") }
    let absolute: PyObj
    if level > 0 {
        guard let a = resolveName(name, globals, level) else { return nil }
        absolute = a
    } else {
        if PyUnicode_GET_LENGTH(name) == 0 { return PyErr_Format(PyExc_ValueError, "Empty module name") }
        absolute = Py_NewRef(name)
    }
    defer { Py_DECREF(absolute) }
    guard let module = importAbsolute(absolute) else { return nil }
    var hasFrom = false
    if let fromlist, fromlist != Py_None {
        let truth = PyObject_IsTrue(fromlist)
        if truth < 0 {
            Py_DECREF(module)
            return nil
        }
        hasFrom = truth != 0
    }
    if hasFrom {
        if let fromlist, !handleFromList(module, fromlist, recursive: false) {
            Py_DECREF(module)
            return nil
        }
        return module
    }
    let text = swiftString(name)
    guard level == 0 || !text.isEmpty, let dot = text.firstIndex(of: ".") else { return module }
    Py_DECREF(module)
    if level == 0 {
        guard let front = PyUnicode_FromString(String(text[..<dot])) else { return nil }
        defer { Py_DECREF(front) }
        return importAbsolute(front)
    }
    let full = swiftString(absolute)
    let cut = text[dot...].count
    guard let front = PyUnicode_FromString(String(full.dropLast(cut))) else { return nil }
    defer { Py_DECREF(front) }
    return importAbsolute(front)
}

func builtin___import__(_ module: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: 5) { buf -> PyObj? in
        let p = buf.baseAddress.unsafelyUnwrapped
        if !_PyArg_UnpackKeywords(
            fname: "__import__", args: args, nargs: nargs, kwargs: nil, kwnames: kwnames,
            keywords: ["name", "globals", "locals", "fromlist", "level"], minpos: 1, maxpos: 5, minkw: 0, into: p)
        {
            return nil
        }
        var level: Int32 = 0
        if let l = p[4] {
            level = _PyLong_AsInt(l)
            if level == -1 && PyErr_Occurred() != nil { return nil }
        }
        return PyImport_ImportModuleLevelObject(p[0].unsafelyUnwrapped, p[1], p[2], p[3], Int(level))
    }
}

extension Interp {
    /// The class `_frozen_importlib.BuiltinImporter`, the loader of built-in modules (an owned reference).
    static var builtinImporter: PyObj? {
        get { object(127) }
        set { set(127, newValue) }
    }
    /// The class `_frozen_importlib.ModuleSpec` (an owned reference).
    static var moduleSpecType: PyObj? {
        get { object(128) }
        set { set(128, newValue) }
    }
}

/// A new class without bases or methods; nil with an exception.
private func newClass(_ module: String, _ name: String) -> PyObj? {
    guard let dict = PyDict_New() else { return nil }
    defer { Py_DECREF(dict) }
    guard setByNameStealing(dict, "__module__", PyUnicode_FromString(module)), let n = PyUnicode_InternFromString(name) else {
        return nil
    }
    defer { Py_DECREF(n) }
    guard let args = tupleOf(n, emptyTuple, dict) else { return nil }
    defer { Py_DECREF(args) }
    return PyObject_Call(PyType_Type, args, nil)
}

/// Sets attributes whose references are given away. False with an exception.
func setAttributes(_ object: PyObj, _ values: [(String, PyObj?)]) -> Bool {
    defer { for (_, v) in values { Py_XDECREF(v) } }
    for (name, value) in values {
        guard let value, let key = PyUnicode_InternFromString(name) else { return false }
        defer { Py_DECREF(key) }
        if PyObject_SetAttr(object, key, value) < 0 { return false }
    }
    return true
}

/// Makes the classes that `__loader__` and `__spec__` of built-in modules are. False with an exception.
func makeImporters() -> Bool {
    Interp.builtinImporter = newClass("_frozen_importlib", "BuiltinImporter")
    Interp.moduleSpecType = newClass("_frozen_importlib", "ModuleSpec")
    Interp.sourceFileLoader = newClass("_frozen_importlib_external", "SourceFileLoader")
    return Interp.builtinImporter != nil && Interp.moduleSpecType != nil && Interp.sourceFileLoader != nil
}

/// Gives a built-in module its `__spec__` and `__loader__`. False with an exception.
func setBuiltinSpec(_ module: PyObj) -> Bool {
    guard let type = Interp.moduleSpecType, let importer = Interp.builtinImporter, let spec = PyObject_CallNoArgs(type) else {
        return false
    }
    defer { Py_DECREF(spec) }
    let name = PyObject_GetAttr(module, _Py_ID(.__name__))
    let filled = setAttributes(
        spec,
        [
            ("name", name), ("loader", Py_NewRef(importer)), ("origin", PyUnicode_FromString("built-in")),
            ("loader_state", Py_NewRef(Py_None)), ("submodule_search_locations", Py_NewRef(Py_None)),
            ("has_location", PyBool_FromLong(false)), ("cached", Py_NewRef(Py_None)), ("parent", PyUnicode_FromString("")),
        ])
    return filled
        && setAttributes(
            module,
            [("__loader__", Py_NewRef(importer)), ("__spec__", Py_NewRef(spec)), ("__package__", PyUnicode_FromString(""))])
}

/// Gives `__main__` the loader of a script. False with an exception. Origin: `set_main_loader`.
func setMainLoader(_ globals: PyObj, _ path: String) -> Bool {
    if path.hasPrefix("<") { return true }
    guard let type = Interp.sourceFileLoader, let loader = PyObject_CallNoArgs(type) else { return false }
    defer { Py_DECREF(loader) }
    return setAttributes(loader, [("name", PyUnicode_FromString("__main__")), ("path", PyUnicode_FromString(path))])
        && setByName(globals, "__loader__", loader)
}

/// The names of Python 3.11's standard library (`sys.stdlib_module_names`).
let standardLibraryNames: Set<Substring> = Set(
    """
    __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk
    _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _compression
    _contextvars _crypt _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib
    _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5
    _msi _multibytecodec _multiprocessing _opcode _operator _osx_support _overlapped _pickle _posixshmem
    _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha256 _sha3 _sha512 _signal _sitebuiltins
    _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _symtable _thread _threading_local _tkinter
    _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc antigravity argparse
    array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi
    cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
    contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest
    email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc
    genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp
    importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal
    math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode
    operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
    posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline
    reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib
    sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep
    struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this
    threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing
    unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc
    zipapp zipfile zipimport zlib zoneinfo
    """.split { $0 == " " || $0 == "\n" })
