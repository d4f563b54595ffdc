/// How one source text became bytecode, as a plain value: tokens, tree, scopes, and the instructions of every code object after each pass.
/// The compiler makes the stages, the program the rest; panes and lessons show it.
public struct PipelineReport: Sendable {
    /// A source range; `.none` for what stands nowhere in the text.
    public typealias Position = LocationTable.Position

    /// One token.
    public struct Token: Sendable {
        /// The name of its kind, as in CPython's token module.
        public var kind: String
        /// Its text; empty for tokens without text.
        public var text: String
        /// Where it stands.
        public var position: Position

        /// Makes a token.
        public init(kind: String, text: String, position: Position) {
            self.kind = kind
            self.text = text
            self.position = position
        }
    }

    /// One node of the tree.
    public struct Node: Sendable {
        /// How deep it lies; statements of the module are at 0.
        public var depth: Int
        /// The field of its parent that holds it, empty for a statement in a body.
        public var field: String
        /// Its class in Python's ast module.
        public var name: String
        /// Its own value: a constant, an identifier, an operator.
        public var detail: String
        /// Where it stands.
        public var position: Position
        /// Whether it is a statement.
        public var isStatement: Bool

        /// Makes a node.
        public init(depth: Int, field: String, name: String, detail: String, position: Position, isStatement: Bool) {
            self.depth = depth
            self.field = field
            self.name = name
            self.detail = detail
            self.position = position
            self.isStatement = isStatement
        }

        /// Its line of an outline, without indentation.
        public var text: String {
            (field.isEmpty ? "" : field + ": ") + name + (detail.isEmpty ? "" : " " + detail)
        }
    }

    /// One block of the symbol table.
    public struct Scope: Sendable {
        /// How deep it lies; the module is at 0.
        public var depth: Int
        /// module, class, function, ….
        public var kind: String
        /// Its name, `top` for the module.
        public var name: String
        /// Where it stands; `.none` for the module.
        public var position: Position
        /// Its names in the order in which they were met.
        public var symbols: [Symbol]

        /// Makes a scope.
        public init(depth: Int, kind: String, name: String, position: Position, symbols: [Symbol]) {
            self.depth = depth
            self.kind = kind
            self.name = name
            self.position = position
            self.symbols = symbols
        }
    }

    /// One name of one scope.
    public struct Symbol: Sendable {
        /// The name, mangled if it is private.
        public var name: String
        /// Where it lives: local, global, cell, free, ….
        public var scope: String
        /// What the block does with it: assigns, reads, ….
        public var facts: String
        /// Why it lives there.
        public var why: String
        /// Where it occurs in the block.
        public var positions: [Position]

        /// Makes a symbol.
        public init(name: String, scope: String, facts: String, why: String, positions: [Position]) {
            self.name = name
            self.scope = scope
            self.facts = facts
            self.why = why
            self.positions = positions
        }
    }

    /// One thing that a pass did.
    public struct Change: Sendable {
        /// What it did.
        public var what: String
        /// Why.
        public var why: String
        /// Where the code concerned came from.
        public var position: Position
        /// Whether it concerns the code object as a whole, no place in it.
        public var isWhole: Bool

        /// Makes a change.
        public init(what: String, why: String, position: Position, isWhole: Bool = false) {
            self.what = what
            self.why = why
            self.position = position
            self.isWhole = isWhole
        }
    }

    /// One instruction after a pass.
    public struct Instruction: Sendable {
        /// A real opcode, or a negative pseudo-instruction.
        public var opcode: Int32
        /// Its argument as it is at this stage.
        public var oparg: Int32
        /// What the argument stands for, empty if there is nothing to add.
        public var argument: String
        /// Where it came from.
        public var position: Position
        /// The basic block that it stands in.
        public var block: Int32
        /// The block that a jump or a set-up instruction leads to; −1 if none.
        public var target: Int32
        /// Byte offset in the code, after the last pass only; −1 before.
        public var offset: Int32
        /// Whether the stage before did not have it so.
        public var isNew = false
        /// Whether the next stage has it no longer so.
        public var isGone = false

        /// Makes an instruction.
        public init(
            opcode: Int32, oparg: Int32, argument: String, position: Position, block: Int32, target: Int32, offset: Int32 = -1
        ) {
            self.opcode = opcode
            self.oparg = oparg
            self.argument = argument
            self.position = position
            self.block = block
            self.target = target
            self.offset = offset
        }

        /// The opcode's name.
        public var name: String { PseudoOpcode.name(opcode) }
        /// The instruction as a line shows it.
        public var text: String { argument.isEmpty ? name : name + " " + argument }
    }

    /// The instructions of one code object after one pass, and what the pass did.
    public struct Stage: Sendable {
        /// The pass.
        public var name: String
        /// What it is for.
        public var purpose: String
        /// What it did here, in order.
        public var changes: [Change]
        /// The instructions; empty for passes over the tree.
        public var instructions: [Instruction]

        /// Makes a stage.
        public init(name: String, purpose: String, changes: [Change], instructions: [Instruction]) {
            self.name = name
            self.purpose = purpose
            self.changes = changes
            self.instructions = instructions
        }

        /// Whether the pass did anything.
        public var isBusy: Bool { !changes.isEmpty || instructions.contains { $0.isNew } }
    }

    /// One code object on its way.
    public struct Code: Sendable {
        /// `co_qualname`.
        public var name: String
        /// `co_firstlineno`.
        public var firstLine: Int32
        /// Code generation first, then each pass.
        public var stages: [Stage]

        /// Makes a code object's way.
        public init(name: String, firstLine: Int32, stages: [Stage]) {
            self.name = name
            self.firstLine = firstLine
            self.stages = stages
        }

        /// Notes in every stage which instructions are new and which are gone afterwards.
        public mutating func compareStages() {
            struct Key: Hashable {
                var opcode: Int32
                var argument: String
                var line: Int32
                var column: Int32
            }
            func keys(_ stage: Stage) -> [Key] {
                stage.instructions.map {
                    Key(opcode: $0.opcode, argument: $0.argument, line: $0.position.line, column: $0.position.column)
                }
            }
            for i in stages.indices.dropFirst() {
                for change in keys(stages[i]).difference(from: keys(stages[i - 1])) {
                    switch change {
                    case .insert(let at, _, _): stages[i].instructions[at].isNew = true
                    case .remove(let at, _, _): stages[i - 1].instructions[at].isGone = true
                    }
                }
            }
        }
    }

    /// The file.
    public var filename: String
    /// The tokens of the text.
    public var tokens: [Token] = []
    /// The tree as it was parsed, depth first.
    public var tree: [Node] = []
    /// The pass that folds constants in the tree.
    public var folding: Stage
    /// The tree after folding.
    public var foldedTree: [Node] = []
    /// The scopes, depth first.
    public var scopes: [Scope] = []
    /// The code objects; inner ones come before the one that holds them, as they are compiled.
    public var codes: [Code] = []
    /// Why there is nothing more, if the text does not compile.
    public var error: String?

    /// An empty report.
    public init(filename: String) {
        self.filename = filename
        folding = Stage(name: "", purpose: "", changes: [], instructions: [])
    }
}
