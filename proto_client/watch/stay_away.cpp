#include "proto_client/watch/stay_away.hpp"

#include <algorithm>
#include <utility>

namespace watch {

namespace limits = client::limits;

StayAway::StayAway(const Random& random, Clock::duration unsteady)
    : unsteady_(unsteady), usual_(random),
      crowded_(random, limits::first_crowded),
      refused_(random, limits::first_refused) {}

/// A token may have become too old while we were connected, so the first
/// refusal is answered with a new one at once.
Clock::duration StayAway::next(const Refusal& refusal, bool connected) {
    using enum Refusal::Kind;
    switch (refusal.kind) {
    case none:
        return usual_.next(connected ? unsteady_ : limits::longest_retry);
    case temporary:
        return usual_.next(unsteady_);
    case crowd:
        return crowded_.next(limits::longest_crowded);
    case rate:
        if (refusal.wait <= Clock::duration{})
            return crowded_.next(limits::longest_rate);
        return std::min<Clock::duration>(refusal.wait, limits::longest_rate);
    case token:
        if (std::exchange(fresh_token_, false)) return {};
        break;
    case password:
    case set_up:
        break;
    }
    return refused_.next(limits::longest_refused);
}

void StayAway::reset() {
    usual_.reset();
    crowded_.reset();
    refused_.reset();
    fresh_token_ = true;
}

} // namespace watch
