import Glibc
import Memory

// The values in `sys`. Origin: `_PySys_InitCore`, `_PySys_UpdateConfig` in Python/sysmodule.c.

/// A struct sequence of items whose references are given away; nil with an exception.
func newStructSequence(_ type: PyObj?, _ items: [PyObj?]) -> PyObj? {
    guard let type, let s = PyStructSequence_New(type) else { return nil }
    for (i, item) in items.enumerated() {
        guard let item else {
            Py_DECREF(s)
            return nil
        }
        PyStructSequence_SET_ITEM(s, i, item)
    }
    return s
}

private func int(_ n: Int) -> PyObj? { PyLong_FromLong(n) }
private func text(_ s: String) -> PyObj? { PyUnicode_FromString(s) }
private func float(_ d: Double) -> PyObj? { PyFloat_FromDouble(d) }
private func flag(_ b: Bool) -> PyObj? { PyBool_FromLong(b) }

/// A struct sequence under a name in `sys`; the types of `flags` and `version_info` forbid making new ones. False with an exception.
private func setRecord(_ dict: PyObj, _ name: StaticString, _ type: StaticString, _ fields: [StaticString], _ items: [PyObj?])
    -> Bool
{
    let single = name.description == "flags" || name.description == "version_info"
    let desc = PyStructSequence_Desc(name: type, fields: fields)
    guard let t = PyStructSequence_NewStaticType(desc, single ? TypeFlags.DISALLOW_INSTANTIATION : 0) else { return false }
    defer { Py_DECREF(t) }
    let value = newStructSequence(t, items)
    return setByNameStealing(dict, name, value)
}

/// A struct sequence type whose fields are all in the sequence: a new reference, or nil with an exception.
func newStructSequenceType(_ name: StaticString, _ fields: [StaticString]) -> PyObj? {
    PyStructSequence_NewStaticType(PyStructSequence_Desc(name: name, fields: fields))
}

/// A tuple of texts.
private func textTuple(_ items: [String]) -> PyObj? {
    guard let t = PyTuple_New(items.count) else { return nil }
    for (i, item) in items.enumerated() {
        guard let s = PyUnicode_FromString(item) else { return nil }
        PyTuple_SET_ITEM(t, i, s)
    }
    return t
}

/// A list of texts.
func textList(_ items: [String]) -> PyObj? {
    guard let t = PyList_New(0) else { return nil }
    for item in items {
        guard let s = PyUnicode_FromString(item) else { return nil }
        defer { Py_DECREF(s) }
        if PyList_Append(t, s) < 0 { return nil }
    }
    return t
}

/// The version of Python that this machine is.
private let versionFields: [StaticString] = ["major", "minor", "micro", "releaselevel", "serial"]

/// Makes `sys` with everything but the streams; stores its dict in `Interp.sysdict`. A new reference, or nil with an exception.
func makeSysModule(_ options: RunOptions) -> PyObj? {
    guard let module = newBuiltinModule("sys", sysMethods()), let dict = module.md_dict else { return nil }
    Interp.sysdict = Py_NewRef(dict)
    guard let modules = Interp.modules, setByName(dict, "modules", modules) else { return nil }
    Interp.unraisableHookArgsType = newStructSequenceType(
        "UnraisableHookArgs", ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"])
    Interp.asyncGenHooksType = newStructSequenceType("asyncgen_hooks", ["firstiter", "finalizer"])
    // The streams come first, as in CPython, where sys.stderr is set before anything else.
    for name in ["stderr", "__stderr__"] as [StaticString] where !setByName(dict, name, Py_None) { return nil }
    for (copy, name) in [
        ("__displayhook__", "displayhook"), ("__excepthook__", "excepthook"), ("__breakpointhook__", "breakpointhook"),
        ("__unraisablehook__", "unraisablehook"),
    ] as [(StaticString, String)] where !setByName(dict, copy, PySys_GetObject(name)) { return nil }
    if !setVersionValues(dict) || !setNumberValues(dict) || !setConfigurationValues(dict, options) { return nil }
    return module
}

private func setVersionValues(_ dict: PyObj) -> Bool {
    setByNameStealing(dict, "version", text("3.11.2 (Vivarium) [Swift]"))
        && setByNameStealing(dict, "hexversion", int(0x030b_02f0))
        && setByNameStealing(
            dict, "_git",
            {
                guard let t = textTuple(["CPython", "", ""]) else { return nil }
                return t
            }())
        && setByNameStealing(dict, "_framework", text("")) && setByNameStealing(dict, "api_version", int(1013))
        && setByNameStealing(dict, "copyright", text("See the README and LICENSE of Vivarium."))
        && setByNameStealing(dict, "platform", text("linux"))
}

private func setNumberValues(_ dict: PyObj) -> Bool {
    if !setByNameStealing(dict, "maxsize", int(Int.max)) { return false }
    guard
        setRecord(
            dict, "float_info", "sys.float_info",
            [
                "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds",
            ],
            [
                float(Double.greatestFiniteMagnitude), int(1024), int(308), float(Double.leastNormalMagnitude), int(-1021),
                int(-307), int(15), int(53), float(Double.ulpOfOne), int(2), int(1),
            ]),
        setRecord(
            dict, "int_info", "sys.int_info",
            ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
            [int(30), int(4), int(4300), int(640)]),
        setRecord(
            dict, "hash_info", "sys.hash_info",
            ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
            [
                int(64), int(2_305_843_009_213_693_951), int(314159), int(0), int(1_000_003), text("siphash13"), int(64), int(128),
                int(0),
            ])
    else { return false }
    return setByNameStealing(dict, "maxunicode", int(0x10ffff))
}

private func setConfigurationValues(_ dict: PyObj, _ options: RunOptions) -> Bool {
    let builtin = (builtinModuleMakers().map { $0.0 } + ["sys", "builtins"]).sorted()
    guard setByNameStealing(dict, "builtin_module_names", textTuple(builtin)),
        setByNameStealing(
            dict, "stdlib_module_names",
            {
                guard let list = textList(standardLibraryNames.map { String($0) }.sorted()) else { return nil }
                defer { Py_DECREF(list) }
                return PyFrozenSet_New(list)
            }()), setByNameStealing(dict, "byteorder", text("little")), setByNameStealing(dict, "abiflags", text("")),
        setRecord(
            dict, "version_info", "sys.version_info", versionFields, [int(3), int(11), int(2), text("final"), int(0)])
    else { return false }
    guard setByNameStealing(dict, "implementation", makeImplementation(dict)) else { return false }
    let interactive = options.interactive ? 1 : 0
    guard
        setRecord(
            dict, "flags", "sys.flags",
            [
                "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
                "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
                "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
            ],
            [
                int(0), int(interactive), int(interactive), int(options.optimize), int(1), int(0), int(1), int(0), int(0), int(0),
                int(options.quiet ? 1 : 0), int(0), int(0), flag(false), int(0), int(0), flag(false), int(-1),
            ]), setByNameStealing(dict, "float_repr_style", text("short")),
        setRecord(
            dict, "thread_info", "sys.thread_info", ["name", "lock", "version"],
            [text("pthread"), text("semaphore"), Py_NewRef(Py_None)])
    else { return false }
    guard setByNameStealing(dict, "meta_path", PyList_New(0)), setByNameStealing(dict, "path_importer_cache", PyDict_New()),
        setByNameStealing(dict, "path_hooks", PyList_New(0))
    else { return false }
    let library = standardLibraryFolder()
    var path = options.searchPath.map { [$0] } ?? []
    if let library { path += [library.replacingLast("python3.11", "python311.zip"), library, library + "/lib-dynload"] }
    guard setByNameStealing(dict, "path", textList(path)),
        setByNameStealing(dict, "executable", text("")), setByNameStealing(dict, "_base_executable", text(""))
    else { return false }
    for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"] as [StaticString]
    where !setByNameStealing(dict, name, text("/usr")) { return false }
    return setByNameStealing(dict, "platlibdir", text("lib")) && setByName(dict, "pycache_prefix", Py_None)
        && setByNameStealing(dict, "argv", textList(options.argv)) && setByNameStealing(dict, "orig_argv", textList(options.argv))
        && setByNameStealing(dict, "warnoptions", textList(options.warnOptions))
        && setByNameStealing(dict, "_xoptions", PyDict_New())
        && setByNameStealing(dict, "_stdlib_dir", library.map { text($0) } ?? Py_NewRef(Py_None))
        && setByName(dict, "dont_write_bytecode", Py_True)
}

extension String {
    /// The text with its ending replaced, if it has that ending.
    fileprivate func replacingLast(_ ending: String, _ other: String) -> String {
        hasSuffix(ending) ? String(dropLast(ending.count)) + other : self
    }
}

/// `sys.implementation`: a namespace.
private func makeImplementation(_ dict: PyObj) -> PyObj? {
    guard let kw = PyDict_New() else { return nil }
    defer { Py_DECREF(kw) }
    guard setByNameStealing(kw, "name", text("cpython")), setByNameStealing(kw, "cache_tag", text("cpython-311")),
        setByName(kw, "version", PySys_GetObject("version_info")), setByName(kw, "hexversion", PySys_GetObject("hexversion")),
        setByNameStealing(kw, "_multiarch", text("x86_64-linux-gnu"))
    else { return nil }
    return _PyNamespace_New(kw)
}
