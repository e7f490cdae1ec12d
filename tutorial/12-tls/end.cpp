#include "tutorial/12-tls/end.hpp"

// [put]
void End::put(std::string_view octets) {
    if (filter_) {
        filter_->feed(octets);
        unread_ += filter_->take_plain();
    } else {
        unread_ += octets;
    }
    hand_over();
}
// [/put]

/// The session takes one request, and answers it, before it takes the next.
void End::hand_over() {
    for (bool taken = true; taken && !session_.wants_tls();) {
        const auto size = session_.receive(unread_, {});
        unread_.erase(0, size);
        said_ += session_.drive();
        taken = size > 0 && !unread_.empty();
    }
}

// [take]
std::string End::take() {
    said_ += session_.drive();
    auto octets = std::exchange(said_, {});
    if (filter_) {
        filter_->write(octets);
        octets = filter_->take_cipher();
    }
    if (!filter_ && session_.wants_tls()) {
        start_tls();
        octets += filter_->take_cipher();
    }
    return octets;
}
// [/take]

// [start-tls]
void End::start_tls() {
    if (!careless_) unread_.clear();
    filter_ = make_filter_();
    session_.tls_started();
    filter_->start();
    hand_over();
}
// [/start-tls]
