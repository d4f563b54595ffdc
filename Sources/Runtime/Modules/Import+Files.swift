import Glibc
import Memory
import Trace

// Modules and packages in source files. Origin: Lib/importlib/_bootstrap_external.py (PathFinder, FileFinder, SourceFileLoader), done natively, so
// that no frame of the import system is ever between an import statement and the module; CPython hides those frames.

extension Interp {
    /// The class `_frozen_importlib_external.SourceFileLoader` (an owned reference).
    static var sourceFileLoader: PyObj? {
        get { object(129) }
        set { set(129, newValue) }
    }
}

/// Where Python's own library in Python lies on this computer; nil if it is not installed.
public func standardLibraryFolder() -> String? {
    for folder in ["/usr/lib/python3.11", "/usr/local/lib/python3.11"] where access(folder + "/os.py", R_OK) == 0 { return folder }
    return nil
}

/// Modules that CPython has frozen into the program: tracebacks call their files `<frozen NAME>`.
private let frozenNames: Set<String> = [
    "abc", "codecs", "io", "_collections_abc", "_sitebuiltins", "genericpath", "ntpath", "posixpath", "os", "site", "stat",
    "importlib.util", "importlib.machinery", "runpy", "zipimport",
]

/// A source file that was found for a module.
private struct FoundSource {
    var path: String
    var bytes: [UInt8]
    /// The folder, if the module is a package.
    var package: String?
}

/// Looks for a module's last name in folders.
private func findSource(_ tail: String, _ folders: [String]) -> FoundSource? {
    for folder in folders {
        var base = folder
        if base.isEmpty {
            guard let here = getcwd(nil, 0) else { continue }
            base = String(cString: here)
            free(here)
        }
        if !base.hasSuffix("/") { base += "/" }
        base += tail
        if let bytes = hostReadFile(base + "/__init__.py") {
            return FoundSource(path: base + "/__init__.py", bytes: bytes, package: base)
        }
        if let bytes = hostReadFile(base + ".py") { return FoundSource(path: base + ".py", bytes: bytes, package: nil) }
    }
    return nil
}

/// The texts in a list of folders; anything else in it is passed over.
func folderList(_ list: PyObj?) -> [String] {
    guard let list, let items = PySequence_List(list) else {
        PyErr_Clear()
        return []
    }
    defer { Py_DECREF(items) }
    return (0..<items.ob_size).compactMap { i in
        let item = PyList_GET_ITEM(items, i)
        return PyUnicode_Check(item) ? swiftString(item) : nil
    }
}

/// What became of looking for a source file.
enum SourceImport {
    case notFound
    /// An exception is set.
    case failed
    /// A new reference to the module.
    case loaded(PyObj)
}

/// Finds a module in folders, makes it, puts it into `sys.modules` and runs it. Origin: `_load_unlocked`.
func importFromFolders(_ name: PyObj, _ text: String, _ folders: [String]) -> SourceImport {
    let tail = text.lastIndex(of: ".").map { String(text[text.index(after: $0)...]) } ?? text
    guard let found = findSource(tail, folders), let modules = Interp.modules else { return .notFound }
    guard let module = PyModule_NewObject(name) else { return .failed }
    defer { Py_DECREF(module) }
    guard let spec = setSourceAttributes(module, text, found) else { return .failed }
    defer { Py_DECREF(spec) }
    emitIfTracing(.importModule, UnsafeRawPointer(name), UnsafeRawPointer(module))
    if PyDict_SetItem(modules, name, module) < 0 { return .failed }
    let done = runModule(module, text, found)
    setInitializing(spec, false)
    if !done {
        let saved = PyErr_Fetch()
        if PyDict_Contains(modules, name) > 0, PyDict_DelItem(modules, name) < 0 { PyErr_Clear() }
        PyErr_Restore(saved.type, saved.value, saved.traceback)
        return .failed
    }
    // The module may have put something else in its place.
    guard let result = PyDict_GetItemWithError(modules, name) else {
        if PyErr_Occurred() == nil { _PyErr_SetKeyError(name) }
        return .failed
    }
    return .loaded(Py_NewRef(result))
}

/// Compiles and runs a module's source in its dict. False with an exception.
private func runModule(_ module: PyObj, _ name: String, _ found: FoundSource) -> Bool {
    guard let dict = module.md_dict, let builtins = Interp.builtins else { return false }
    if PyDict_SetItem(dict, _Py_ID(.__builtins__), builtins) < 0 { return false }
    let isFrozen = frozenNames.contains(name) && standardLibraryFolder().map { found.path.hasPrefix($0) } ?? false
    guard
        let code = compileSource(
            found.bytes, isUTF8: false, filename: isFrozen ? "<frozen \(name)>" : found.path, mode: .exec, flags: 0, optimize: -1)
    else { return false }
    defer { Py_DECREF(code) }
    guard let value = PyEval_EvalCode(code, dict, dict) else { return false }
    Py_DECREF(value)
    return true
}

/// Marks a spec while its module's code runs.
private func setInitializing(_ spec: PyObj, _ on: Bool) {
    let saved = PyErr_Fetch()
    if PyObject_SetAttr(spec, _Py_ID(._initializing), on ? Py_True : Py_False) < 0 { PyErr_Clear() }
    PyErr_Restore(saved.type, saved.value, saved.traceback)
}

/// Sets what a module in a file has: loader, package, spec, path, file. Its spec (a new reference), or nil with an exception.
private func setSourceAttributes(_ module: PyObj, _ name: String, _ found: FoundSource) -> PyObj? {
    guard let specType = Interp.moduleSpecType, let loaderType = Interp.sourceFileLoader,
        let loader = PyObject_CallNoArgs(loaderType)
    else { return nil }
    defer { Py_DECREF(loader) }
    func text(_ s: String) -> PyObj? { PyUnicode_FromString(s) }
    let parent = found.package != nil ? name : name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
    let slash = found.path.lastIndex(of: "/") ?? found.path.startIndex
    let file = found.path[found.path.index(after: slash)...].dropLast(3)
    let cached = "\(found.path[..<slash])/__pycache__/\(file).cpython-311.pyc"
    let folders = found.package.map { textList([$0]) } ?? Py_NewRef(Py_None)
    defer { Py_XDECREF(folders) }
    guard let folders, let spec = PyObject_CallNoArgs(specType) else { return nil }
    guard setAttributes(loader, [("name", text(name)), ("path", text(found.path))]),
        setAttributes(
            spec,
            [
                ("name", text(name)), ("loader", Py_NewRef(loader)), ("origin", text(found.path)),
                ("loader_state", Py_NewRef(Py_None)),
                ("submodule_search_locations", Py_NewRef(folders)), ("has_location", PyBool_FromLong(true)),
                ("cached", text(cached)),
                ("parent", text(parent)), ("_initializing", PyBool_FromLong(true)),
            ]),
        setAttributes(
            module, [("__loader__", Py_NewRef(loader)), ("__package__", text(parent)), ("__spec__", Py_NewRef(spec))]),
        found.package == nil || setAttributes(module, [("__path__", Py_NewRef(folders))]),
        setAttributes(module, [("__file__", text(found.path)), ("__cached__", text(cached))])
    else {
        Py_DECREF(spec)
        return nil
    }
    return spec
}

/// Imports the submodules that a `from package import names` asks for and that are no attributes yet. False with an exception.
/// Origin: `_handle_fromlist`.
func handleFromList(_ module: PyObj, _ fromlist: PyObj, recursive: Bool) -> Bool {
    var path: PyObj?
    if _PyObject_LookupAttr(module, _Py_ID(.__path__), &path) < 0 { return false }
    guard let path else { return true }
    Py_DECREF(path)
    guard let names = PySequence_List(fromlist) else { return false }
    defer { Py_DECREF(names) }
    guard let package = PyObject_GetAttr(module, _Py_ID(.__name__)) else { return false }
    defer { Py_DECREF(package) }
    for i in 0..<names.ob_size {
        let name = PyList_GET_ITEM(names, i)
        if !PyUnicode_Check(name) {
            let place = recursive ? "\(strText(package)).__all__" : "``from list''"
            PyErr_SetString(PyExc_TypeError, "Item in \(place) must be str, not \(name.typeName)")
            return false
        }
        if swiftString(name) == "*" {
            if recursive { continue }
            var all: PyObj?
            if _PyObject_LookupAttr(module, _Py_ID(.__all__), &all) < 0 { return false }
            if let all {
                let good = handleFromList(module, all, recursive: true)
                Py_DECREF(all)
                if !good { return false }
            }
            continue
        }
        var value: PyObj?
        if _PyObject_LookupAttr(module, name, &value) < 0 { return false }
        if let value {
            Py_DECREF(value)
            continue
        }
        guard let full = PyUnicode_FromString("\(strText(package)).\(swiftString(name))") else { return false }
        defer { Py_DECREF(full) }
        if let m = PyImport_ImportModuleLevelObject(full, nil, nil, nil, 0) {
            Py_DECREF(m)
            continue
        }
        // The name may be missing for good: then the import statement itself complains.
        if !PyErr_ExceptionMatches(PyExc_ModuleNotFoundError) { return false }
        var (type, exc, tb) = PyErr_Fetch()
        PyErr_NormalizeException(&type, &exc, &tb)
        var isMissing = false
        if let exc, let missing = exc.exc_word1, PyUnicode_Check(missing) { isMissing = _PyUnicode_EQ(missing, full) }
        if !isMissing {
            PyErr_Restore(type, exc, tb)
            return false
        }
        Py_XDECREF(type)
        Py_XDECREF(exc)
        Py_XDECREF(tb)
    }
    return true
}
