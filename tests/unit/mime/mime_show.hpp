#pragma once

#include "common/imap/values/body_structure.hpp"

#include <string>

/// Prints structures as IMAP does, to compare them.
namespace show {

inline std::string nstring(const imap::NString& text) {
    return text ? '"' + *text + '"' : "NIL";
}

inline std::string addresses(const std::vector<imap::Address>& all) {
    if (all.empty()) return "NIL";
    std::string out = "(";
    for (const auto& a : all)
        out += "(" + nstring(a.name) + " " + nstring(a.route) + " " +
               nstring(a.mailbox) + " " + nstring(a.host) + ")";
    return out + ")";
}

inline std::string envelope(const imap::Envelope& e) {
    std::string out = "(" + nstring(e.date) + " " + nstring(e.subject);
    for (const auto* list :
         {&e.from, &e.sender, &e.reply_to, &e.to, &e.cc, &e.bcc})
        out += " " + addresses(*list);
    return out + " " + nstring(e.in_reply_to) + " " + nstring(e.message_id) +
           ")";
}

inline std::string parameters(const imap::Parameters& all) {
    if (all.empty()) return "NIL";
    std::string out;
    for (const auto& [name, value] : all)
        out += " \"" + name + "\" \"" + value + '"';
    return "(" + out.substr(1) + ")";
}

inline std::string extension(const imap::BodyPart& part) {
    std::string languages;
    for (const auto& one : part.languages) languages += " \"" + one + '"';
    return (part.disposition ? "(\"" + part.disposition->first + "\" " +
                                   parameters(part.disposition->second) + ")"
                             : "NIL") +
           " " + (languages.empty() ? "NIL" : "(" + languages.substr(1) + ")") +
           " " + nstring(part.location) + ")";
}

inline std::string structure(const imap::BodyPart& part) {
    std::string out = "(";
    if (!part.parts.empty() && !part.envelope) {
        for (const auto& one : part.parts) out += structure(one);
        return out + " \"" + part.subtype + "\" " +
               parameters(part.parameters) + " " + extension(part);
    }
    out += '"' + part.type + "\" \"" + part.subtype + "\" " +
           parameters(part.parameters) + " " + nstring(part.id) + " " +
           nstring(part.description) + " \"" + part.encoding + "\" " +
           std::to_string(part.octets);
    if (part.envelope)
        out +=
            " " + envelope(*part.envelope) + " " + structure(part.parts.at(0));
    if (part.envelope || part.type == "text")
        out += " " + std::to_string(part.lines);
    return out + " " + nstring(part.md5) + " " + extension(part);
}

} // namespace show
