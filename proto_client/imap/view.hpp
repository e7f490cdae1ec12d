#pragma once

#include "common/imap/values/sequence_set.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace imap_client {

using Uid = std::uint32_t;

/// The mailbox as the server has told of it: how many messages there are, and
/// which UID has which number. `imap_server::View` is its other half.
///
/// It holds only the pairs that it was told, in ascending order. So a count of
/// four thousand million costs nothing, and neither do messages that nobody
/// has asked about.
class View {
public:
    /// Returns how many messages there are.
    std::uint32_t count() const { return count_; }

    std::optional<Uid> uid(std::uint32_t number) const;
    std::optional<std::uint32_t> number(Uid uid) const;

    /// False if the message was there and is known to be gone. (A pair that
    /// was only forgotten may exist.)
    bool may_exist(Uid uid) const {
        return uid <= forgotten_ || number(uid).has_value();
    }

    /// Takes `* 4 EXISTS`. A lower count is a mistake of the server, because
    /// only EXPUNGE and VANISHED remove messages (RFC 3501 §7.3.1). Then the
    /// pairs above it are forgotten.
    void exists(std::uint32_t messages);

    /// Takes `* 4 EXPUNGE`: message 5 is now message 4. Returns the UID that is
    /// gone, if it is known.
    std::optional<Uid> expunged(std::uint32_t number);

    /// Takes `* VANISHED 5:7`, after which no EXISTS follows (RFC 7162
    /// §3.2.10). Returns the UIDs that are gone, of those that are known.
    std::vector<Uid> vanished(const imap::SequenceSet& uids);

    /// Takes `* 4 FETCH (UID 9 ...)`. Returns false if that contradicts the
    /// other pairs. Then all of them are forgotten, because either may be
    /// wrong.
    bool learn(std::uint32_t number, Uid uid);

private:
    struct Pair {
        std::uint32_t number;
        Uid uid;
    };
    void forget(std::size_t pairs);

    std::vector<Pair> pairs_; ///< number and uid both ascend
    std::uint32_t count_ = 0;
    Uid forgotten_ = 0; ///< the highest UID whose pair was forgotten
};

} // namespace imap_client
