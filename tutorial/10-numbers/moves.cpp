#include "tutorial/10-numbers/view.hpp"

// [expunged]
void Moves::expunged(std::size_t number) {
    if (number < 1 || number > uids_.size()) return;
    uids_.erase(uids_.begin() + static_cast<std::ptrdiff_t>(number) - 1);
}
// [/expunged]
