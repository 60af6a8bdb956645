@echo off
rem Inkling in the terminal: the installed app without its window.
"%~dp0..\..\Inkling.exe" --cli %*
