import Canvas
import Timeline

/// What the Memory pane asks of a machine with the other memory model.
public struct OtherModelRequest: Equatable, Sendable {
    /// Where it shall stand.
    public var place: Place
    /// Columns and rows for the answer.
    public var width: Int, height: Int
    /// What is shown: pool, arenas, classes or steps.
    public var mode: String
    /// Lines scrolled down.
    public var scroll: Int

    /// Makes a request.
    public init(place: Place, width: Int, height: Int, mode: String, scroll: Int) {
        self.place = place
        self.width = width
        self.height = height
        self.mode = mode
        self.scroll = scroll
    }
}

/// A way to a second machine, in a process of its own, that runs the same script under the other memory model.
public protocol OtherMachine: AnyObject {
    /// Sends what has come from outside since the last request, and a request; an earlier one need not be answered any more.
    func send(_ request: OtherModelRequest, record: [String])
    /// The answer to the last request, once it is there; waits at most so long for it.
    func answer(milliseconds: Int) throws(PictureProblem) -> [TextLine]?
}

/// The other model beside this one: what was asked, and what is known of the answer.
public final class OtherModel {
    /// The other model's name.
    public let name: String
    private let machine: any OtherMachine
    private var sent: OtherModelRequest?
    private var isWaiting = false
    private var lines: [TextLine] = []
    private var problem: String?
    /// Where this machine stands; nil if it is not known.
    var place: Place?
    private var sentLines = 0
    private var sentCalls = 0
    private let session: Session

    /// A second machine that has not been asked anything.
    public init(name: String, machine: any OtherMachine, session: Session) {
        self.name = name
        self.session = session
        self.machine = machine
    }

    /// Whether an answer is on its way.
    var isPending: Bool { isWaiting }

    /// Looks whether the answer has come.
    func poll(milliseconds: Int) {
        guard isWaiting else { return }
        do throws(PictureProblem) {
            guard let answer = try machine.answer(milliseconds: milliseconds) else { return }
            lines = answer
        } catch {
            problem = error.description
        }
        isWaiting = false
    }

    /// The other machine's lines for the pane as it is now, or the last ones while they are on their way.
    func lines(width: Int, height: Int, mode: String, scroll: Int) -> [TextLine] {
        if let problem { return [TextLine(problem, .error)] }
        guard let place else { return [TextLine("the other machine was not told where to go", .dim)] }
        let request = OtherModelRequest(place: place, width: width, height: height, mode: mode, scroll: scroll)
        if request != sent {
            machine.send(request, record: session.hostRecord(fromLine: sentLines, fromCall: sentCalls))
            (sentLines, sentCalls) = session.recordCounts
            sent = request
            isWaiting = true
            // A step is answered at once.
            poll(milliseconds: 12)
        }
        return lines
    }
}

extension App {
    /// Turns the comparison of both memory models on or off.
    func toggleBothModels() {
        guard var pane = panes[.memory] as? MemoryPane else { return }
        pane.showsBoth.toggle()
        panes[.memory] = pane
        guard pane.showsBoth else {
            followAll()
            return say("The other memory model is no longer shown.")
        }
        if other == nil { other = makeOtherModel?() }
        guard let other else {
            pane.showsBoth = false
            panes[.memory] = pane
            return say("A second machine cannot be started here.", error: true)
        }
        focus = .memory
        isFull = true
        followOther()
        cached = nil
        followAll()
        say(
            size.width - 2 < MemoryPane.widthForBoth
                ? "The same moment under the \(other.name) model; B comes back. From \(MemoryPane.widthForBoth + 2) columns on, both are shown."
                : "Left this machine, right one with the \(other.name) model: it follows each step. B ends it.")
    }

    /// Tells the other machine where this one stands.
    func followOther() {
        guard let other, (panes[.memory] as? MemoryPane)?.showsBoth == true else { return }
        other.place = session.place()
    }

    /// The Memory pane's lines at the position, for another process that shows them.
    public func memoryLines(_ request: OtherModelRequest) -> [TextLine] {
        // The pane is kept: a pool stays chosen while nothing is allocated.
        var pane = panes[.memory] as? MemoryPane ?? MemoryPane()
        pane.mode = MemoryPane.Mode.allCases.first { "\($0)" == request.mode } ?? .pool
        cached = nil
        heap.forget()
        let s = snapshot
        pane.follow(s, Rect(0, 0, request.width, request.height))
        pane.scroll = request.scroll
        panes[.memory] = pane
        return Array(pane.comparedLines(s, request.width, request.height).prefix(request.height))
    }
}
