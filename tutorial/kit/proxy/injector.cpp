#include "tutorial/kit/proxy/injector.hpp"

#include "tutorial/kit/proxy/imap_line.hpp"

#include <algorithm>
#include <utility>

namespace kit::proxy {

using transcript::Side;
using Connection = transcript::Connection;

namespace {

constexpr std::string_view crlf = "\r\n";

/// The octets of a line without an end that are held; a longer line passes in
/// parts, and no pattern is compared with it.
constexpr std::size_t most_unfinished = 64 * 1024;

bool matches(const transcript::Text& pattern, Side from, std::string_view line,
             transcript::Names& names) {
    line = without_end(line);
    const auto text =
        from == Side::client ? in_capitals(line) : std::string(line);
    return !transcript::match(pattern, text, names);
}

} // namespace

Injector::Lane& Injector::lane(Connection connection, Side to) {
    auto& pair = pairs_[connection];
    return to == Side::server ? pair.to_server : pair.to_client;
}

void Injector::received(Connection connection, Side from,
                        std::string_view octets, Time now) {
    if (asked_) {
        later_.push_back({connection, from, std::string(octets)});
        return;
    }
    if (pairs_[connection].silent) return;
    auto& unfinished = lane(connection, other(from)).unfinished;
    while (!octets.empty()) {
        if (asked_) { // by the line before
            later_.push_front({connection, from, std::string(octets)});
            return;
        }
        const auto end = octets.find('\n');
        const auto part = octets.substr(0, end == octets.npos ? end : end + 1);
        octets.remove_prefix(part.size());
        unfinished += part;
        if (unfinished.ends_with('\n'))
            line(connection, from, std::exchange(unfinished, {}), now);
        else if (unfinished.size() > most_unfinished)
            pass(connection, other(from), std::exchange(unfinished, {}));
    }
}

void Injector::line(Connection connection, Side from, std::string text,
                    Time now) {
    if (pairs_[connection].silent) return;
    if (from == Side::server)
        text = without_capabilities(std::move(text), scenario_.hidden);
    if (from == Side::client && forbid_ && said_forbidden_.empty() &&
        matches(*forbid_, from, text, names_)) {
        said_forbidden_ = without_end(text);
        effects_.emplace_back(Note{"the client must not say that now"});
    }
    if (awaited(connection, from, text)) {
        treat(other(from), std::move(text));
        return go_on(now);
    }
    if (!ruled(connection, from, text))
        pass(connection, other(from), std::move(text));
}

/// Handles a line that `@always` speaks of.
bool Injector::ruled(Connection connection, Side from,
                     const std::string& text) {
    for (const auto& rule : scenario_.rules) {
        transcript::Names names; // those of the script have nothing to do here
        if (rule.await.from != from ||
            !matches(rule.await.pattern, from, text, names))
            continue;
        if (rule.instead)
            pass(connection, other(from),
                 *transcript::render(*rule.instead, names) + std::string(crlf),
                 true);
        return true;
    }
    return false;
}

/// True if the script waits for this line. Then it is at the next step.
bool Injector::awaited(Connection connection, Side from,
                       const std::string& text) {
    const auto* now = step();
    const auto* await = now ? std::get_if<Await>(&now->what) : nullptr;
    if (!await || await->from != from ||
        !matches(await->pattern, from, text, names_))
        return false;
    current_ = connection;
    ++next_;
    return true;
}

/// Does with the line what the step beneath it says.
void Injector::treat(Side to, std::string text) {
    const auto* treatment = step();
    if (treatment) {
        const auto& what = treatment->what;
        const auto note = [&] {
            effects_.emplace_back(Note{treatment->written});
            ++next_;
        };
        if (std::holds_alternative<Drop>(what)) return note();
        if (const auto* instead = std::get_if<Instead>(&what)) {
            note();
            return pass(current_, to,
                        *transcript::render(instead->text, names_) +
                            std::string(crlf),
                        true);
        }
        if (std::holds_alternative<Hold>(what)) {
            lane(current_, to).kept += text;
            return note();
        }
        if (const auto* split = std::get_if<Split>(&what)) {
            note();
            const auto octets = std::min(split->octets, text.size());
            pass(current_, to, text.substr(0, octets));
            auto& kept = lane(current_, to);
            kept.dammed = true;
            kept.kept += text.substr(octets);
            return;
        }
    }
    pass(current_, to, std::move(text));
}

void Injector::pass(Connection connection, Side to, std::string octets,
                    bool said_by_us) {
    auto& way = lane(connection, to);
    if (way.dammed)
        way.kept += octets;
    else
        effects_.emplace_back(
            Send{connection, to, std::move(octets), said_by_us});
}

void Injector::ended(Connection connection, Side from, Time now) {
    if (asked_) {
        later_.push_back({connection, from, std::nullopt});
        return;
    }
    auto& pair = pairs_[connection];
    auto& way = lane(connection, other(from));
    if (!way.unfinished.empty() && !pair.silent)
        pass(connection, other(from), std::exchange(way.unfinished, {}));
    if (from == Side::client) pair.client_gone = true;
    // A silent connection does not tell the client that the server is gone.
    if (!pair.silent || from == Side::client)
        effects_.emplace_back(End{connection, other(from)});
    if (pair.silent && from == Side::client)
        effects_.emplace_back(End{connection, Side::client});
    go_on(now);
}

void Injector::done(Time now) {
    asked_ = false;
    ++next_;
    go_on(now);
    pass_what_waits(now);
}

void Injector::pass_what_waits(Time now) {
    while (!later_.empty() && !asked_) {
        const auto next = std::move(later_.front());
        later_.pop_front();
        if (next.octets)
            received(next.connection, next.from, *next.octets, now);
        else
            ended(next.connection, next.from, now);
    }
}

void Injector::tick(Time now) {
    if (!wake_at_ || now < *wake_at_) return;
    wake_at_.reset();
    ++next_;
    go_on(now);
}

/// Does all steps up to the next one that must wait.
void Injector::go_on(Time now) {
    while (step() && perform(now)) ++next_;
}

/// Does the step, or returns false if it has to wait.
bool Injector::perform(Time now) {
    const auto& step = *this->step();
    const auto* deliver = std::get_if<Deliver>(&step.what);
    const auto* expunge = std::get_if<Expunge>(&step.what);
    if (deliver || expunge) {
        if (!std::exchange(asked_, true))
            effects_.emplace_back(Mail{deliver ? deliver->name : expunge->name,
                                       expunge != nullptr});
        return false;
    }
    if (const auto* wait = std::get_if<Wait>(&step.what)) {
        if (!wake_at_) wake_at_ = now + wait->time;
        return false;
    }
    if (std::holds_alternative<Await>(step.what)) return false;
    if (std::holds_alternative<Closed>(step.what))
        return pairs_[current_].client_gone;
    effects_.emplace_back(Note{step.written});
    return std::visit(
        [this](const auto& what) {
            if constexpr (requires { perform(what); }) return perform(what);
            return true;
        },
        step.what);
}

bool Injector::perform(const Release&) {
    for (const auto to : {Side::client, Side::server}) {
        auto& way = lane(current_, to);
        way.dammed = false;
        if (!way.kept.empty()) pass(current_, to, std::exchange(way.kept, {}));
    }
    return true;
}

bool Injector::perform(const Say& step) {
    pass(current_, other(step.as),
         *transcript::render(step.text, names_) + std::string(crlf), true);
    return true;
}

bool Injector::perform(const Close& step) {
    if (step.reset) {
        effects_.emplace_back(Reset{current_});
    } else {
        effects_.emplace_back(End{current_, Side::client});
        effects_.emplace_back(End{current_, Side::server});
    }
    pairs_[current_].silent = true; // what still comes is too late
    return true;
}

bool Injector::perform(const Silence&) {
    pairs_[current_].silent = true;
    return true;
}

bool Injector::perform(const Forbid& step) {
    forbid_ = step.pattern;
    return true;
}

bool Injector::perform(const Allow&) {
    forbid_.reset();
    return true;
}

} // namespace kit::proxy
