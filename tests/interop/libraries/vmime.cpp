// The session of README.md with vmime, which can neither search nor wait.
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace {

using vmime::net::folder;
using vmime::net::message;
using vmime::net::messageSet;

const std::string text =
    "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "In a château.\r\n";

std::string utf8(const vmime::word& word) {
    return word.getConvertedText(vmime::charsets::UTF_8);
}

void print_folders(folder& root) {
    std::vector<std::string> names;
    for (const auto& one : root.getFolders(true))
        names.push_back(utf8(one->getName()));
    std::sort(names.begin(), names.end());
    std::cout << "folders";
    for (const auto& name : names) std::cout << ' ' << name;
    std::cout << std::endl;
}

/// Fetches one thing of the first message.
vmime::shared_ptr<message> fetch(folder& from, int what) {
    auto first = from.getMessage(1);
    from.fetchMessage(first, vmime::net::fetchAttributes(what));
    return first;
}

void print_subject(folder& inbox) {
    const auto first = fetch(inbox, vmime::net::fetchAttributes::ENVELOPE);
    std::cout << "subject "
              << first->getHeader()
                     ->Subject()
                     ->getValue<vmime::text>()
                     ->getConvertedText(vmime::charsets::UTF_8)
              << std::endl;
}

void print_flags(folder& inbox) {
    const auto first = fetch(inbox, vmime::net::fetchAttributes::FLAGS);
    std::cout << "flags"
              << (first->getFlags() & message::FLAG_MARKED ? " \\Flagged" : "")
              << std::endl;
}

} // namespace

int main(int, char** arguments) {
    vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
    const auto session = vmime::net::session::create();
    const vmime::utility::url url(
        "imap", arguments[1],
        static_cast<vmime::port_t>(std::stoul(arguments[2])), "", arguments[3],
        arguments[4]);
    const auto store = session->getStore(url);
    store->connect();
    print_folders(*store->getRootFolder());

    const auto inbox = store->getFolder(folder::path("INBOX"));
    inbox->open(folder::MODE_READ_WRITE);
    vmime::utility::inputStreamStringAdapter sent(text);
    inbox->addMessage(sent, text.size());
    print_subject(*inbox);
    const auto first = messageSet::byNumber(1);
    inbox->setMessageFlags(first, message::FLAG_MARKED, message::FLAG_MODE_ADD);
    print_flags(*inbox);
    const folder::path homes("Homes");
    store->getFolder(homes)->create(vmime::net::folderAttributes());
    inbox->copyMessages(homes, first);
    inbox->deleteMessages(first);
    inbox->expunge();
    std::cout << "left " << inbox->getStatus()->getMessageCount() << std::endl;
    inbox->close(false);
    store->disconnect();
}
