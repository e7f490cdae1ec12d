#include "proto_server/imap/answer.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/imap/response_code.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace imap_server {

void Answer::work_on(std::vector<std::uint32_t> numbers,
                     std::function<void(std::uint32_t)> one) {
    work_ = [numbers = std::move(numbers), one = std::move(one),
             next = std::size_t{0}]() mutable {
        if (next < numbers.size()) one(numbers[next++]);
        return next < numbers.size();
    };
}

// [portion]
void Answer::do_portion() {
    bool is_done = false;
    while (work_ && !waits() && (ticket_ || !is_done)) {
        is_done = is_done || !ticket_;
        ticket_.reset();
        auto work = std::exchange(work_, nullptr); // it may set another
        if (work()) work_ = std::move(work);
    }
}
// [/portion]

void Answer::say_end() {
    assert(end_);
    if (end_->tag == "*")
        say(imap::Untagged{imap::Untagged::Kind::bad, end_->code, end_->text});
    else
        say(*end_);
}

void Answer::end(imap::Outcome outcome, std::string text,
                 std::optional<imap::Code> code) {
    // Quoted strings alone are UTF-8 where only UTF8=ACCEPT was enabled.
    if (!enabled().rev2)
        std::replace_if(text.begin(), text.end(), imap::is_8bit, '?');
    end_ = imap::Tagged{tag_, outcome, std::move(code), std::move(text)};
}

void Answer::fail(std::string code, std::string text) {
    end_ = imap::Tagged{tag_, imap::Outcome::no,
                        imap::Code{std::move(code), {}}, std::move(text)};
}

void Answer::ok(std::string text, std::optional<imap::Code> code) {
    end(imap::Outcome::ok, std::move(text), std::move(code));
}

void Answer::no(std::string text, std::optional<imap::Code> code) {
    end(imap::Outcome::no, std::move(text), std::move(code));
}

void Answer::no(const mail::Failure& failure) {
    no(failure.what, code_of(failure));
}

void Answer::bad(std::string text) {
    end(imap::Outcome::bad, std::move(text), {});
}

} // namespace imap_server
