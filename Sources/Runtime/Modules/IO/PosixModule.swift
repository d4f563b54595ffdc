import Glibc
import Memory

// The module `posix`. Origin: Modules/posixmodule.c.

private func methods() -> [MethodSpec] {
    [
        .fastKeywords("stat", posix_stat), .fastKeywords("access", posix_access), .fastKeywords("chdir", posix_chdir),
        .fastKeywords("chmod", posix_chmod), .fastKeywords("fchmod", posix_fchmod), .fastKeywords("fchdir", posix_fchdir),
        .fastKeywords("fsync", posix_fsync), .noargs("sync", posix_sync), .noargs("getcwd", posix_getcwd),
        .noargs("getcwdb", posix_getcwdb), .fastKeywords("link", posix_link), .fastKeywords("listdir", posix_listdir),
        .fastKeywords("mkdir", posix_mkdir), .fastKeywords("rename", posix_rename), .fastKeywords("replace", posix_replace),
        .fastKeywords("rmdir", posix_rmdir), .o("umask", posix_umask), .noargs("uname", posix_uname),
        .fastKeywords("unlink", posix_unlink), .fastKeywords("remove", posix_remove), .fastKeywords("utime", posix_utime),
        .noargs("times", posix_times), .fastKeywords("_exit", posix__exit), .noargs("getegid", posix_getegid),
        .noargs("geteuid", posix_geteuid), .noargs("getgid", posix_getgid), .noargs("getpid", posix_getpid),
        .noargs("getppid", posix_getppid), .noargs("getuid", posix_getuid), .noargs("getpgrp", posix_getpgrp),
        .fastKeywords("readlink", posix_readlink), .fastKeywords("symlink", posix_symlink), .fastKeywords("open", posix_open),
        .fastKeywords("close", posix_close), .fast("closerange", posix_closerange),
        .fastKeywords("device_encoding", posix_device_encoding), .o("dup", posix_dup), .fastKeywords("dup2", posix_dup2),
        .fast("lseek", posix_lseek), .fast("read", posix_read), .fast("pread", posix_pread), .fast("write", posix_write),
        .fast("pwrite", posix_pwrite), .fastKeywords("fstat", posix_fstat), .fast("isatty", posix_isatty),
        .noargs("pipe", posix_pipe), .o("pipe2", posix_pipe2), .fast("ftruncate", posix_ftruncate),
        .fastKeywords("truncate", posix_truncate), .fast("putenv", posix_putenv), .o("unsetenv", posix_unsetenv),
        .o("strerror", posix_strerror), .noargs("abort", posix_abort), .fastKeywords("lstat", posix_lstat),
        .o("urandom", posix_urandom), .fastKeywords("getrandom", posix_getrandom), .noargs("cpu_count", posix_cpu_count),
        .fast("get_inheritable", posix_get_inheritable), .fast("set_inheritable", posix_set_inheritable),
        .fast("get_blocking", posix_get_blocking), .fast("set_blocking", posix_set_blocking),
        .fastKeywords("scandir", posix_scandir), .fastKeywords("fspath", posix_fspath),
        .fastKeywords("_path_normpath", posix__path_normpath), .fast("get_terminal_size", posix_get_terminal_size),
        .fastKeywords("register_at_fork", posix_register_at_fork), .fastKeywords("sendfile", posix_sendfile),
    ]
}

/// Functions that exist in CPython and not here: a call stops with their names.
private let missingFunctions: [StaticString] = [
    "chown", "chroot", "confstr", "copy_file_range", "ctermid", "eventfd", "eventfd_read", "eventfd_write", "execv", "execve",
    "fchown",
    "fdatasync", "fork", "forkpty", "fpathconf", "fstatvfs", "getgrouplist", "getgroups", "getloadavg", "getlogin", "getpgid",
    "getpriority", "getresgid", "getresuid", "getsid", "getxattr", "initgroups", "kill", "killpg", "lchown", "listxattr", "lockf",
    "login_tty", "major", "makedev", "memfd_create", "minor", "mkfifo", "mknod", "nice", "openpty", "pathconf", "pidfd_open",
    "posix_fadvise", "posix_fallocate", "posix_spawn", "posix_spawnp", "preadv", "pwritev", "readv", "removexattr",
    "sched_get_priority_max", "sched_get_priority_min", "sched_getaffinity", "sched_getparam", "sched_getscheduler",
    "sched_rr_get_interval", "sched_setaffinity", "sched_setparam", "sched_setscheduler", "sched_yield", "setegid",
    "seteuid", "setgid", "setgroups", "setpgid", "setpgrp", "setpriority", "setregid", "setresgid", "setresuid", "setreuid",
    "setsid",
    "setuid", "setxattr", "splice", "statvfs", "sysconf", "system", "tcgetpgrp", "tcsetpgrp", "ttyname", "wait", "wait3", "wait4",
    "waitid", "waitpid", "waitstatus_to_exitcode", "writev",
]

private func posix_missing(_ name: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    PyErr_Format(PyExc_NotImplementedError, "not implemented: os.\(swiftString(name))()")
}

private func constants() -> [(String, Int)] {
    [
        ("F_OK", 0), ("R_OK", 4), ("W_OK", 2), ("X_OK", 1), ("NGROUPS_MAX", 65536), ("TMP_MAX", 238328), ("WCONTINUED", 8),
        ("WNOHANG", 1), ("WUNTRACED", 2), ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2), ("O_NDELAY", 2048),
        ("O_NONBLOCK", 2048), ("O_APPEND", 1024), ("O_DSYNC", 4096), ("O_RSYNC", 1_052_672), ("O_SYNC", 1_052_672),
        ("O_NOCTTY", 256), ("O_CREAT", 64), ("O_EXCL", 128), ("O_TRUNC", 512), ("O_LARGEFILE", 0), ("O_PATH", 2_097_152),
        ("O_TMPFILE", 4_259_840), ("O_CLOEXEC", 524_288), ("O_ACCMODE", 3), ("O_ASYNC", 8192), ("O_DIRECT", 16384),
        ("O_DIRECTORY", 65536), ("O_NOFOLLOW", 131_072), ("O_NOATIME", 262_144), ("O_FSYNC", 1_052_672), ("PRIO_PROCESS", 0),
        ("PRIO_PGRP", 1), ("PRIO_USER", 2), ("SEEK_HOLE", 4), ("SEEK_DATA", 3), ("EX_OK", 0), ("EX_USAGE", 64), ("EX_DATAERR", 65),
        ("EX_NOINPUT", 66), ("EX_NOUSER", 67), ("EX_NOHOST", 68), ("EX_UNAVAILABLE", 69), ("EX_SOFTWARE", 70), ("EX_OSERR", 71),
        ("EX_OSFILE", 72), ("EX_CANTCREAT", 73), ("EX_IOERR", 74), ("EX_TEMPFAIL", 75), ("EX_PROTOCOL", 76), ("EX_NOPERM", 77),
        ("EX_CONFIG", 78), ("F_LOCK", 1), ("F_TLOCK", 2), ("F_ULOCK", 0), ("F_TEST", 3), ("P_PID", 1), ("P_PGID", 2), ("P_ALL", 0),
        ("P_PIDFD", 3), ("WEXITED", 4), ("WNOWAIT", 16_777_216), ("WSTOPPED", 2), ("CLD_EXITED", 1), ("CLD_KILLED", 2),
        ("CLD_DUMPED", 3), ("CLD_TRAPPED", 4), ("CLD_STOPPED", 5), ("CLD_CONTINUED", 6), ("RTLD_LAZY", 1), ("RTLD_NOW", 2),
        ("RTLD_GLOBAL", 256), ("RTLD_LOCAL", 0), ("RTLD_NODELETE", 4096), ("RTLD_NOLOAD", 4), ("RTLD_DEEPBIND", 8),
        ("GRND_RANDOM", 2), ("GRND_NONBLOCK", 1),
    ]
}

private let haveFunctions: [StaticString] = [
    "HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT",
    "HAVE_FEXECVE", "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT", "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS",
    "HAVE_FUTIMES", "HAVE_FUTIMESAT", "HAVE_LINKAT", "HAVE_LCHOWN", "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE",
    "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT", "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT",
    "HAVE_UNLINKAT", "HAVE_UTIMENSAT",
]

/// Makes the struct sequence types; false with an exception.
private func initResultTypes() -> Bool {
    func make(_ desc: PyStructSequence_Desc, _ place: inout PyObj?) -> Bool {
        if place == nil { place = PyStructSequence_NewType(desc) }
        return place != nil
    }
    var terminal = Interp.terminalSizeType
    var uname = Interp.unameResultType
    var times = Interp.timesResultType
    let ok =
        make(PyStructSequence_Desc(name: "os.terminal_size", fields: ["columns", "lines"]), &terminal)
        && make(
            PyStructSequence_Desc(
                name: "posix.uname_result", fields: ["sysname", "nodename", "release", "version", "machine"]), &uname)
        && make(
            PyStructSequence_Desc(
                name: "posix.times_result", fields: ["user", "system", "children_user", "children_system", "elapsed"]), &times)
    Interp.terminalSizeType = terminal
    Interp.unameResultType = uname
    Interp.timesResultType = times
    return ok
}

/// Makes the module `posix`; nil with an exception.
func PyInit_posix() -> PyObj? {
    guard let m = makeModule("posix", "", methods()) else { return nil }
    let table = staticMethodDefs(missingFunctions.map { .keywords($0, posix_missing) })
    for (i, name) in missingFunctions.enumerated() {
        guard let text = PyUnicode_InternFromString("\(name)") else { return nil }
        defer { Py_DECREF(text) }
        if PyModule_AddObject(m, "\(name)", PyCFunction_NewEx(table + i * 32, text, nil)) < 0 { return nil }
    }
    if !initStatResultType() || !initScandirTypes() || !initResultTypes() { return nil }
    if PyModule_AddObject(m, "environ", posixEnviron()) < 0 { return nil }
    for (name, value) in constants() where PyModule_AddIntConstant(m, name, value) < 0 { return nil }
    guard let have = PyList_New(0) else { return nil }
    for name in haveFunctions {
        guard let text = PyUnicode_FromString("\(name)") else { return nil }
        defer { Py_DECREF(text) }
        if PyList_Append(have, text) < 0 { return nil }
    }
    if PyModule_AddObject(m, "_have_functions", have) < 0 || PyModule_AddObjectRef(m, "error", PyExc_OSError) < 0
        || PyModule_AddObjectRef(m, "stat_result", Interp.statResultType) < 0
        || PyModule_AddObjectRef(m, "terminal_size", Interp.terminalSizeType) < 0
        || PyModule_AddObjectRef(m, "uname_result", Interp.unameResultType) < 0
        || PyModule_AddObjectRef(m, "times_result", Interp.timesResultType) < 0
        || PyModule_AddObjectRef(m, "DirEntry", PyDirEntry_Type) < 0
    {
        return nil
    }
    return m
}
