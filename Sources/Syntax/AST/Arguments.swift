/// The parameters of a function or lambda. Origin: `arguments` in Parser/Python.asdl.
public final class Arguments {
    /// Field `posonlyargs` of Python.asdl.
    public var posonlyargs: [Arg]
    /// Field `args` of Python.asdl.
    public var args: [Arg]
    /// Field `vararg` of Python.asdl.
    public var vararg: Arg?
    /// Field `kwonlyargs` of Python.asdl.
    public var kwonlyargs: [Arg]
    /// One for each of `kwonlyargs`; nil where there is no default.
    public var kw_defaults: [Expr?]
    /// Field `kwarg` of Python.asdl.
    public var kwarg: Arg?
    /// The defaults of the last `defaults.count` positional parameters.
    public var defaults: [Expr]

    /// Makes a parameter list; with no arguments, an empty one.
    public init(
        posonlyargs: [Arg] = [], args: [Arg] = [], vararg: Arg? = nil, kwonlyargs: [Arg] = [], kw_defaults: [Expr?] = [],
        kwarg: Arg? = nil, defaults: [Expr] = []
    ) {
        self.posonlyargs = posonlyargs
        self.args = args
        self.vararg = vararg
        self.kwonlyargs = kwonlyargs
        self.kw_defaults = kw_defaults
        self.kwarg = kwarg
        self.defaults = defaults
    }
}

/// One parameter. Origin: `arg` in Parser/Python.asdl (type comments are not read).
public final class Arg {
    /// Field `arg` of Python.asdl.
    public var arg: String
    /// Field `annotation` of Python.asdl.
    public var annotation: Expr?
    /// Where it stands.
    public var location: Location

    /// Makes a parameter.
    public init(arg: String, annotation: Expr?, _ location: Location) {
        self.arg = arg
        self.annotation = annotation
        self.location = location
    }
}
