#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// The mailbox as a client believes it to be: the UID of each message, that of
/// message 1 first, and 0 where it is not known.
class View {
public:
    virtual ~View() = default;

    /// Takes `* 4 EXISTS`: there are four now.
    void exists(std::size_t messages) {
        if (messages > uids_.size()) uids_.resize(messages);
    }

    /// Takes `* 4 EXPUNGE`.
    virtual void expunged(std::size_t number) = 0;

    /// Takes `* 4 FETCH (UID 17)`.
    void learn(std::size_t number, std::uint32_t uid) {
        exists(number);
        uids_[number - 1] = uid;
    }

    const std::vector<std::uint32_t>& uids() const { return uids_; }

protected:
    std::vector<std::uint32_t> uids_;
};

/// Takes `* 4 EXPUNGE` for "four messages are gone".
class Counts : public View {
    void expunged(std::size_t number) override;
};

/// Takes `* 4 EXPUNGE` for "message 4 is gone".
class Moves : public View {
    void expunged(std::size_t number) override;
};
