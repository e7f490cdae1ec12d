#pragma once

#include <set>
#include <string>
#include <string_view>

namespace transcript {

/// Knows what an IMAP server may say on one connection without being asked. The
/// sections are those of RFC 9051, but where another RFC is named.
/// A server may tell a change at any time (§5.2, §5.3; RFC 3501 says the same).
/// These lines are therefore allowed wherever the server speaks:
///
/// | Line | Why |
/// |---|---|
/// | `OK`, `NO` | a note or a warning to people: §7.1.1, §7.1.2 |
/// | `CAPABILITY` | what the server offers may change: §7.2.2 |
/// | `LIST` | a mailbox was made, renamed or deleted: §6.3.4 to §6.3.6 |
/// | `STATUS` | another mailbox has changed: §6.3.13, Appendix E (20) |
/// | `FLAGS`, `RECENT` | the selected mailbox has changed: RFC 3501 §5.2 |
/// | `FETCH` of flags | another client has set them: §5.2 |
/// | `ESEARCH` without a tag | it is "not caused by a command": §7.3.4 |
///
/// These are not:
///
/// - `SEARCH`, `LSUB`, `NAMESPACE`, `ENABLED`, and `ESEARCH` with a tag: they
///   are answers, and a client would take one for its own.
/// - `BAD`: the client was wrong, or the server is broken (§7.1.3).
/// - `BYE` and `PREAUTH`: they end or begin the conversation.
/// - `EXISTS`, `EXPUNGE` and `VANISHED`: a server may say them at the right
///   time, and that is what transcripts test. So each transcript says where
///   they may come.
/// - anything before the greeting (§2.2).
///
/// A line of an extension may be said only to a client that has enabled the
/// extension (§6.3.1). So LIST with more than a name (`OLDNAME`) and ESEARCH
/// take IMAP4rev2, `MODSEQ` takes CONDSTORE or QRESYNC, and `METADATA` takes
/// METADATA. On the other hand, IMAP4rev2 demands the UID with flags (§7.5.2).
class Unasked {
public:
    /// Learns from a line that the server has said.
    void heard(std::string_view line);

    bool allows(std::string_view line) const;

private:
    bool enabled(std::string_view word) const;

    bool greeted_ = false;
    std::set<std::string, std::less<>> enabled_; ///< in capital letters
};

/// Returns `* 1 FETCH (FLAGS () UID 7)` as `* 1 FETCH (UID 7 FLAGS ())`: a
/// server may say the items of FETCH in any order (RFC 9051 §9, msg-att).
/// Returns every other line as it is.
std::string uid_first(std::string_view line);

} // namespace transcript
