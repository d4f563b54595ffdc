// swift-tools-version: 6.1
// The modules and the one direction in which they may import each other; CONTRIBUTING.md says why.
import PackageDescription

/// Whole-module optimisation without overflow-trap removal: the machine's own arithmetic uses the `&` operators where CPython wraps.
let fast: [SwiftSetting] = [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// The eval loop is one switch. Its jump through the table is copied into every case, so that each has its own to predict; and what cases have
/// in common stays in them, instead of being computed before every jump and kept on the stack.
let threaded: [SwiftSetting] = [
    .unsafeFlags(
        [
            "-Xllvm", "-tail-dup-pred-size=1000", "-Xllvm", "-tail-dup-succ-size=1000", "-Xllvm", "-disable-machine-cse",
            "-Xfrontend", "-disable-stack-protector", "-Xllvm", "-sil-disable-pass=loop-invariant-code-motion",
        ], .when(configuration: .release))
]

let package = Package(
    name: "vivarium",
    products: [.executable(name: "vivarium", targets: ["Vivarium"])],
    dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")],
    targets: [
        .systemLibrary(name: "CCurses", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CCmark", providers: [.apt(["libcmark-dev"])]),
        .target(name: "Trace", swiftSettings: fast),
        .target(name: "Memory", dependencies: ["Trace"], swiftSettings: fast),
        .target(name: "Bytecode", swiftSettings: fast),
        .target(name: "Syntax", dependencies: ["Bytecode"], swiftSettings: fast),
        .target(name: "Compiler", dependencies: ["Syntax", "Bytecode"], swiftSettings: fast),
        .target(name: "Runtime", dependencies: ["Trace", "Memory", "Bytecode"], swiftSettings: fast + threaded),
        .target(name: "Timeline", dependencies: ["Trace", "Memory", "Bytecode", "Runtime"]),
        .target(name: "Canvas"),
        .target(name: "Views", dependencies: ["Canvas", "Trace", "Memory", "Bytecode", "Runtime", "Timeline"]),
        .target(name: "Terminal", dependencies: ["Canvas", "CCurses"]),
        .testTarget(name: "GoldenTests"),
        .target(name: "LessonKit", dependencies: ["CCmark", "Canvas", "Trace", "Memory", "Bytecode", "Runtime", "Timeline"]),
        .executableTarget(
            name: "Vivarium",
            dependencies: [
                "Syntax", "Compiler", "Bytecode", "Runtime", "Memory", "Trace", "Timeline", "Canvas", "Views", "Terminal",
                "LessonKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "BytecodeTests", dependencies: ["Bytecode"]),
        .testTarget(name: "CompilerTests", dependencies: ["Compiler", "Syntax", "Bytecode"]),
        .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
        .target(name: "TestSupport", path: "Tests/Support"),
        .testTarget(name: "LessonKitTests", dependencies: ["LessonKit", "Timeline", "TestSupport"], exclude: ["Lessons"]),
        .testTarget(name: "MemoryTests", dependencies: ["Memory", "Trace"]),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
        .testTarget(name: "ViewsTests", dependencies: ["Views", "Canvas", "Bytecode", "Timeline", "Trace", "TestSupport"]),
        .testTarget(name: "TerminalTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
