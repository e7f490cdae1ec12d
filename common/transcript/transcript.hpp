#pragma once

#include "common/transcript/limits.hpp"
#include "common/transcript/side.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace transcript {

/// The number of a connection, 1 to 9. `C:` means `C1:`.
using Connection = std::uint32_t;

/// Text that stands for itself.
struct Octets {
    std::string octets;
    bool operator==(const Octets&) const = default;
};
/// `<name>`, `<name=value>`, `<name...>`: the rest of the line, `<name+2>`: a
/// number that is greater than the value, or `<name!=other>`: a word that is
/// not the value of another name.
struct Name {
    std::string name;
    std::optional<std::string> value;
    bool is_rest = false;
    std::uint32_t plus = 0;
    std::vector<std::string> unlike{}; ///< the other names
    bool operator==(const Name&) const = default;
};
/// `...` at the end of a line
struct Rest {
    bool operator==(const Rest&) const = default;
};
/// The text of a line. On the side that is played it is sent, with the values
/// of its names; on the other side it is a pattern.
using Text = std::vector<std::variant<Octets, Name, Rest>>;

/// `C: count`
struct Line {
    Side from;
    Connection connection;
    Text text;
    std::string end; ///< CR LF, LF, or nothing: the next line goes on
    std::optional<std::chrono::milliseconds> within;
};
/// `S: ...` or `S: ...  at most 2`: events may come here.
struct AnyEvents {
    Connection connection;
    std::optional<std::size_t> at_most;
};
/// `{`, lines of the server, and `}`: they may come in any order.
struct AnyOrder {
    std::vector<Line> lines;
};
/// `!deliver TEXT`: a message arrives by the side door; `  times 9`: nine do.
struct Deliver {
    std::string text;
    Text times;            ///< a number, or the name of one
    std::size_t count = 1; ///< its value, when the player asks for this
};
/// `!quiet`: the server must have pushed nothing.
struct Quiet {
    Connection connection;
};
/// `!wait 29m`
struct Wait {
    std::chrono::milliseconds time;
};
/// `!pause 2s`: real time passes, and nothing may come.
struct Pause {
    Connection connection;
    std::chrono::milliseconds time;
};
/// `!refuse 1s`: the server takes no new connection for this time.
struct Refuse {
    std::chrono::milliseconds time;
};
/// `!ended`: the client's program ends.
struct Ended {};
/// `!close`, `!reset`: the player hangs up.
struct Close {
    Connection connection;
    bool reset;
};
/// `!closed`: the peer hangs up.
struct Closed {
    Connection connection;
    std::optional<std::chrono::milliseconds> within;
};
/// `!tls`: from here on the connection uses TLS.
struct BeginTls {
    Connection connection;
};

/// `@begin C2 selected 3`: the state in which a conversation begins.
struct Begin {
    Connection connection = 1;
    bool selected = false; ///< otherwise it is only logged in
    /// Messages in a mailbox that is made for the file. Only the first
    /// connection that uses the mailbox says how many.
    std::optional<std::uint32_t> messages;
    std::string written;  ///< as the file has it
    std::size_t line = 0; ///< of the file
};

struct Step {
    std::size_t line;    ///< of the file; the first is 1
    std::string written; ///< as the file has it, without a comment
    std::variant<Line, AnyEvents, AnyOrder, Deliver, Quiet, Wait, Pause, Refuse,
                 Close, Closed, Ended, BeginTls>
        what;
    std::string begin{}; ///< the `@begin` that stands for this step, or nothing
};

/// `@vary n 0 1 9 2..99`, `@vary flat text`
struct Varied {
    /// A number of a range; from and to are the same for a single one.
    struct Range {
        std::uint32_t from;
        std::uint32_t to;
    };
    std::string name;
    std::vector<Range> numbers; ///< none: it is a text
};

enum class Protocol : std::uint8_t { toy, imap };

/// A conversation, as common/transcript/README.md specifies it.
struct Transcript {
    std::string file;  ///< its name
    std::string title; ///< the first comment
    Protocol protocol = Protocol::toy;
    std::string spec;  ///< the clause that it tests: "RFC 2177 §3"
    std::string level; ///< MUST, SHOULD, MAY, or nothing
    std::vector<std::string> needs;
    /// The servers that are known to do otherwise, in all cuts ("dovecot") or
    /// in one ("dovecot glued"), and why.
    std::map<std::string, std::string> differs;
    /// The names whose values differ from play to play, and what they may be.
    std::vector<Varied> varied;
    /// The time for an expected line that has no deadline of its own.
    std::chrono::milliseconds deadline = limits::deadline;
    std::optional<std::uint32_t> mailbox;           ///< messages at the start
    std::optional<std::chrono::seconds> autologout; ///< of the server
    std::optional<std::chrono::seconds> keepalive;  ///< of the server
    std::optional<std::uint32_t> max_clients;       ///< of the server
    std::vector<Begin> begins;
    /// True if the server may say between any two lines what IMAP lets it say
    /// at any time, see `Unasked`. Whoever plays the transcript sets it.
    bool allows_unasked = false;
    std::vector<Step> steps; ///< with those that `begins` stand for
};

/// True if there is a step of this kind: has_step<Wait>(transcript).
template<typename Kind>
bool has_step(const Transcript& transcript) {
    return std::ranges::any_of(transcript.steps, [](const Step& step) {
        return std::holds_alternative<Kind>(step.what);
    });
}

/// True if a server must have this capability to play the transcript.
inline bool needs(const Transcript& transcript, std::string_view capability) {
    return std::ranges::find(transcript.needs, capability) !=
           transcript.needs.end();
}

} // namespace transcript
