#include "tutorial/10-numbers/view.hpp"

#include <algorithm>

// [expunged]
void Counts::expunged(std::size_t number) {
    uids_.resize(uids_.size() - std::min(number, uids_.size()));
}
// [/expunged]
