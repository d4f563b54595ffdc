// A lesson in front of a class: the machine stands still, the class votes, discusses, votes again, and only then is the answer shown.

extension LessonPlayer {
    /// Asks a class. Nobody's progress is kept.
    func askClass(_ q: Lesson.Question) throws(RunProblem) -> Wish {
        let truth = try run.truth(of: q)
        console.say(question(q))
        console.say()
        if q.options.isEmpty {
            // A value that each writes down; the teacher goes on when all have.
            console.say("Each writes the answer down.")
            let wish = pause("[Enter] shows the answer ")
            guard case .next = wish else { return wish }
        } else {
            var votes: [[Int]] = []
            for round in ["First vote", "Second vote"] {
                switch vote(q, round) {
                case .success(let counts): if let counts { votes.append(counts) }
                case .failure(let other): return other.wish
                }
                show(votes, q)
                if round == "First vote" {
                    console.say("Now discuss: find somebody who voted otherwise, and say why you did.")
                    let wish = pause("[Enter] votes again ")
                    guard case .next = wish else { return wish }
                }
            }
            for m in q.misconceptions {
                guard let i = q.options.firstIndex(of: m.answer), votes.last.map({ $0[i] > 0 }) ?? false else { continue }
                Prose.wrap("Not \(m.answer). \(m.text)").forEach { console.say($0) }
            }
        }
        Prose.wrap("The machine: \(truth.text). \(q.because)").forEach { console.say($0) }
        console.say()
        if !q.similar.isEmpty {
            Prose.wrap("A similar question: \(q.similar)").forEach { console.say($0) }
            let wish = pause("[Enter] goes on ")
            guard case .next = wish else { return wish }
        }
        return try after(q)
    }

    /// What the teacher wants instead of a vote.
    private struct Otherwise: Error {
        var wish: Wish
    }

    /// A show of hands, typed as one number for each option; nil if the teacher counts none.
    private func vote(_ q: Lesson.Question, _ title: String) -> Result<[Int]?, Otherwise> {
        let example = (1...q.options.count).map { "\(12 - $0)" }.joined(separator: " ")
        while true {
            console.prompt("\(title), hands for 1 to \(q.options.count)> ")
            guard let line = console.line() else { return .failure(Otherwise(wish: end())) }
            switch line.trimmed {
            case "": return .success(nil)
            case "q", ":q": return .failure(Otherwise(wish: .quit))
            case "b", ":b": return .failure(Otherwise(wish: .back))
            default:
                let words = line.split { $0 == " " || $0 == "," }
                let counts = words.compactMap { Int($0) }.filter { (0...10_000).contains($0) }
                if counts.count == words.count, counts.count == q.options.count { return .success(counts) }
                console.say("One number for each option, as in '\(example)'; Enter without any goes on, b goes back, q leaves.")
            }
        }
    }

    /// Votes as bars, the second below the first.
    private func show(_ votes: [[Int]], _ q: Lesson.Question) {
        guard let most = votes.flatMap({ $0 }).max(), most > 0 else { return }
        let width = 40
        for i in q.options.indices {
            let title = String(q.options[i].prefix(22))
            for (round, counts) in votes.enumerated() {
                let lead = round == 0 ? "  \(i + 1)  " + title : "     "
                let bar = String(repeating: round == 0 ? "=" : "#", count: (counts[i] * width + most - 1) / most)
                console.say(lead + String(repeating: " ", count: 28 - lead.count) + bar + " \(counts[i])")
            }
        }
        console.say()
    }
}
