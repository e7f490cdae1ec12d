// The notice on the desktop.
#include "proto_client/tell/desktop_notice.hpp"
#include "tests/unit/catch.hpp"

#include <string>

using client::desktop_notice;
using client::Hook;

namespace {

/// Returns what is run for messages, with a space between two arguments.
std::string run(const Hook::MakeRun& notice, const Hook::Messages& messages) {
    std::string line;
    const auto what = notice(messages);
    for (const auto& word : what.commands.at(0)) line += word + " ";
    return line;
}

Hook::Messages message(const std::string& text, const std::string& from = "") {
    return {{"anna@h/INBOX", 1, text, from, "", ""}};
}

const std::string begin = "notify-send --app-name=idle-hands --print-id ";

} // namespace

TEST_CASE("a notice tells how many messages have come, the newest first") {
    const auto notice = desktop_notice();
    CHECK(run(notice, message("Loft", "Bo")) ==
          begin + "-- 1 new message in anna@h/INBOX Bo: Loft ");
    auto two = message("Loft", "Bo");
    two.push_back(message("Castle").front());
    CHECK(run(notice, two) ==
          begin + "-- 2 new messages in anna@h/INBOX Castle\\nBo: Loft ");
}

TEST_CASE("the next messages renew the notice") {
    const auto notice = desktop_notice();
    notice(message("a")).on_output("42\n");
    CHECK(run(notice, message("b")) ==
          begin + "--replace-id=42 -- 1 new message in anna@h/INBOX b ");
    const auto of_another_mailbox = desktop_notice();
    CHECK(run(of_another_mailbox, message("c")) ==
          begin + "-- 1 new message in anna@h/INBOX c ");
}

TEST_CASE("a notice whose number is not known is not renewed") {
    for (const auto* printed : {"", "\n", "-1", "x1", " 42"}) {
        INFO(printed);
        const auto notice = desktop_notice();
        notice(message("a")).on_output(printed);
        CHECK(run(notice, message("b")) ==
              begin + "-- 1 new message in anna@h/INBOX b ");
    }
}

TEST_CASE("what a stranger wrote is no markup, and ends no line") {
    CHECK(run(desktop_notice(),
              message("<b>&amp;\\n\n\x1b[2J\xFF", "--icon <bo@x.org>")) ==
          begin + "-- 1 new message in anna@h/INBOX --icon &lt;bo@x.org&gt;: "
                  "&lt;b&gt;&amp;amp;\\\\n\\\\n\\\\x1B[2J\\\\xFF ");
}

TEST_CASE("a notice shows five messages, and that there are more") {
    Hook::Messages messages;
    for (const auto* text : {"1", "2", "3", "4", "5"})
        messages.push_back(message(text).front());
    CHECK(run(desktop_notice(), messages) ==
          begin + "-- 5 new messages in anna@h/INBOX 5\\n4\\n3\\n2\\n1 ");
    messages.push_back(message("6").front());
    CHECK(run(desktop_notice(), messages) ==
          begin + "-- 6 new messages in anna@h/INBOX 6\\n5\\n4\\n3\\n2\\n... ");
}
