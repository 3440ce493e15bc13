using System.Text;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class DocumentSnifferTests
{
    [Theory]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "text/html")]
    [InlineData("\u007FELF\u0002\u0001", "text/html")]
    [InlineData("PK\u0003\u0004", "text/html; charset=utf-8")]
    [InlineData("%PDF-1.7", null)]
    [InlineData("GIF89a", "application/xhtml+xml")]
    [InlineData("\u001F\u008B\u0008", null)]
    [InlineData("\u0001\u0002\u0003\u0004<html>", "text/html")]
    public void H07_BinaryBytes_AreNoDocumentWhateverTheirType(string latin1, string? type) => Assert.NotNull(Objection(latin1, type));

    [Theory]
    [InlineData("<p>", "image/png")]
    [InlineData("<html>", "text/plain")]
    [InlineData("{}", "application/json")]
    [InlineData("just text", null)]
    [InlineData("<pre>", null)]
    [InlineData("<bogus>", null)]
    public void H07_WhatIsNotDeclaredHtml_IsRefused(string latin1, string? type) => Assert.NotNull(Objection(latin1, type));

    [Theory]
    [InlineData("anything", "text/html")]
    [InlineData("anything", "TEXT/HTML ;x")]
    [InlineData("<x/>", "application/xhtml+xml")]
    [InlineData("", "text/html")]
    [InlineData("", null)]
    [InlineData(" \n\t<!DOCTYPE html>", null)]
    [InlineData("<html>", "not a type")]
    [InlineData("<!-- x", "*/*")]
    [InlineData("<A HREF=x>", null)]
    [InlineData("<?xml version='1.0'?>", null)]
    [InlineData("\u00EF\u00BB\u00BF<html>", null)]
    [InlineData("\u00FF\u00FE<\0", null)]
    [InlineData("<\0h\0t\0m\0l\0>\0", "text/html; charset=utf-16le")]
    [InlineData("\u001B$B<html>", "text/html; charset=iso-2022-jp")]
    public void H07_Html_IsRead(string latin1, string? type) => Assert.Null(Objection(latin1, type));

    private static string? Objection(string latin1, string? type) => DocumentSniffer.FindObjection(ContentType.Parse(type), Encoding.Latin1.GetBytes(latin1));
}
