#pragma once

#include "common/imap/requests/request_reader.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace imap_server {

/// Counts the octets of large messages that clients make us hold: a message
/// that one sends, and one that another has asked for and does not read. Every
/// session holds one at most; a budget limits them together.
class OctetBudget {
public:
    /// Allows `most` octets at once. What is taken from this budget is taken
    /// from `whole`, too, if there is one.
    explicit OctetBudget(std::size_t most,
                         std::shared_ptr<OctetBudget> whole = nullptr)
        : most_(most), whole_(std::move(whole)) {}

    /// Takes so many octets. Returns false, and takes none, if there are not so
    /// many left.
    bool take(std::size_t octets);
    void give_back(std::size_t octets);

    std::size_t used() const { return used_; }

private:
    std::size_t most_;
    std::size_t used_ = 0;
    std::shared_ptr<OctetBudget> whole_;
};

/// Keeps count of what one session has taken from a budget, and gives it back
/// in the end.
class HeldOctets final : public imap::RequestReader::Room {
public:
    HeldOctets() = default;
    ~HeldOctets() { give_back(); }
    HeldOctets(const HeldOctets&) = delete;
    HeldOctets& operator=(const HeldOctets&) = delete;

    /// Sets the budget; until then, and with null, there is room for anything.
    void use(std::shared_ptr<OctetBudget> budget) {
        give_back();
        budget_ = std::move(budget);
    }

    bool take(std::uint64_t octets) override;
    void give_back();

private:
    std::shared_ptr<OctetBudget> budget_;
    std::size_t held_ = 0;
};

} // namespace imap_server
