#include "tutorial/11-idle/watch.hpp"

#include <utility>

// [take]
void UntilTag::take(imap::Response data) {
    if (in_flight_.empty()) return tell(data);
    in_flight_.front().data.push_back(std::move(data));
}
// [/take]
