#include "tutorial/kit/proxy/outcome.hpp"

namespace kit::proxy {

namespace {

std::string quoted(const Told& message) {
    return "\"" + message.subject + "\"";
}

} // namespace

Outcome judge(const Facts& facts) {
    if (!facts.not_run.empty()) return {Verdict::not_run, facts.not_run};
    if (!facts.forbidden.empty())
        return {Verdict::broke_rule, "The client said \"" + facts.forbidden +
                                         "\", and must not say it there."};
    for (const auto& message : facts.messages)
        if (message.times > 1)
            return {Verdict::repeated, "The client told of " + quoted(message) +
                                           " " + std::to_string(message.times) +
                                           " times."};
    if (!facts.client_ended.empty())
        return {Verdict::gone, "The client " + facts.client_ended + "."};
    for (const auto& message : facts.messages)
        if (message.times == 0 && !message.expunged)
            return {Verdict::missed, "The message " + quoted(message) +
                                         " was delivered, and the client has "
                                         "not told of it."};
    if (!facts.script_over)
        return {Verdict::not_reached,
                "The client was awaited, and this did not come: " +
                    facts.waits_for};
    return {Verdict::passed, {}};
}

std::string_view print(Verdict verdict) {
    switch (verdict) {
    case Verdict::passed:
        return "passed";
    case Verdict::missed:
        return "MISSED";
    case Verdict::repeated:
        return "REPEATED";
    case Verdict::gone:
        return "GONE";
    case Verdict::broke_rule:
        return "BROKE A RULE";
    case Verdict::not_reached:
        return "not reached";
    case Verdict::not_run:
        break;
    }
    return "not run";
}

} // namespace kit::proxy
