#pragma once

#include <cstddef>
#include <deque>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace users {

/// Parts that take turns. Each is made when it is asked for, and is gone when
/// its last item was taken.
template<class Part>
class RoundRobin {
public:
    /// Returns the part of that name. A new part is the last in turn; the
    /// caller puts an item into it.
    Part& part(const std::string& name) {
        const auto [found, is_new] = parts_.try_emplace(name);
        if (is_new) turns_.push_back(&*found);
        return found->second;
    }

    bool empty() const { return turns_.empty(); }

    /// Takes an item of the part whose turn it is. Call it only if there is
    /// one.
    auto pop() {
        auto* const next = turns_.front();
        turns_.pop_front();
        auto item = next->second.pop();
        if (next->second.empty())
            parts_.erase(next->first);
        else
            turns_.push_back(next);
        return item;
    }

private:
    using Parts = std::unordered_map<std::string, Part>;
    Parts parts_;
    std::deque<typename Parts::value_type*> turns_;
};

/// Items that wait to be served fairly. The addresses take turns; of one
/// address the names take turns; of one name the first comes first. So who asks
/// very often waits for himself.
template<class Item>
class FairQueue {
public:
    void push(const std::string& address, const std::string& name, Item item) {
        addresses_.part(address).part(name).items.push_back(std::move(item));
        ++size_;
    }

    /// Takes the item whose turn it is, or nothing if the queue is empty.
    std::optional<Item> pop() {
        if (addresses_.empty()) return std::nullopt;
        --size_;
        return addresses_.pop();
    }

    std::size_t size() const { return size_; }

private:
    struct Line {
        bool empty() const { return items.empty(); }
        Item pop() {
            auto item = std::move(items.front());
            items.pop_front();
            return item;
        }
        std::list<Item> items;
    };

    RoundRobin<RoundRobin<Line>> addresses_;
    std::size_t size_ = 0;
};

} // namespace users
