#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

/// So many may be here at once under one name: a user's, or an address.
class Places {
    using Taken = std::unordered_map<std::string, std::uint32_t>;

public:
    /// Free again when it goes, whichever way that is. It may outlive the
    /// places.
    class Place {
    public:
        Place(std::shared_ptr<Taken> taken, std::string name);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        std::shared_ptr<Taken> taken_;
        std::string name_;
    };

    explicit Places(std::uint32_t most)
        : most_(most), taken_(std::make_shared<Taken>()) {}

    /// Nothing when all of that name are taken.
    std::unique_ptr<Place> take(const std::string& name);

    std::uint32_t most() const { return most_; }

    /// Names that have a place: nothing is kept of the others.
    std::size_t names() const { return taken_->size(); }

private:
    std::uint32_t most_;
    std::shared_ptr<Taken> taken_;
};
