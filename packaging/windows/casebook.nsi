; The setup program: installs for one person, without rights of an administrator and without a network.
; Given: VERSION, OUT, FILES (instructions that lay out the tree, written by setup_exe.py), INSTALLED_KIB.
; A casebook is never touched: only what was installed is removed, by name.

Unicode true
Target amd64-unicode
Name "Casebook"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Casebook"
InstallDirRegKey HKCU "Software\Casebook" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID /FINAL lzma
SetDateSave off
AllowSkipFiles off
ManifestDPIAware true
BrandingText " "
Icon "casebook.ico"
UninstallIcon "casebook.ico"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Casebook"
VIAddVersionKey "FileDescription" "Casebook setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The Casebook maintainers. GPL-3.0-or-later"

!include "LogicLib.nsh"
!include "WordFunc.nsh"

!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Casebook"
!define UNREPORTED "Software\Microsoft\Windows\Windows Error Reporting\ExcludedApplications"
!define MENU "Software\Classes\Directory\shell\Casebook"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; What earlier and later calls share: the tree, by its names at the top.
!macro RemoveTree
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\Casebook.exe"
  Delete "$INSTDIR\casebook-cli.exe"
  Delete "$INSTDIR\sbom.cdx.json"
!macroend

; Of a key that others may use, too, nothing is removed but the key itself, where it holds nothing.
!macro RemoveEmptyKey KEY
  DeleteRegKey /ifnosubkeys /ifnovalues HKCU "${KEY}"
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${LISTED}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONSTOP "Casebook $0 is installed, which is newer than ${VERSION}. Nothing was changed." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; A program that runs cannot be opened for writing: then nothing is changed. Not every system refuses to rename its folder.
!macro RequireClosed PROGRAM AGAIN
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "Casebook is open. Close it and ${AGAIN}. Nothing was changed." /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The former program is kept aside until all is in place.
; What a stop left aside goes first, so that an installation or a removal that was cut off can be done again.
!macro SetAside AGAIN
  !insertmacro RequireClosed "Casebook.exe" "${AGAIN}"
  !insertmacro RequireClosed "casebook-cli.exe" "${AGAIN}"
  ${If} ${FileExists} "$INSTDIR\python.former\*.*"
    RMDir /r "$INSTDIR\python.former"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\python\*.*"
    ClearErrors
    Rename "$INSTDIR\python" "$INSTDIR\python.former"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "Casebook is open. Close it and ${AGAIN}. Nothing was changed." /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
!macroend

Function .onInstFailed
  ${If} ${FileExists} "$INSTDIR\python.former\*.*"
    RMDir /r "$INSTDIR\python"
    Rename "$INSTDIR\python.former" "$INSTDIR\python"
  ${Else}
    !insertmacro RemoveTree
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

Section "Casebook"
  SetOutPath "$INSTDIR"
  !insertmacro SetAside "start the setup again"
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\python.former"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Casebook.lnk" "$INSTDIR\Casebook.exe"
  ; A casebook is a folder: its menu offers to open it.
  WriteRegStr HKCU "${MENU}" "" "Open in Casebook"
  WriteRegStr HKCU "${MENU}" "Icon" "$INSTDIR\Casebook.exe"
  WriteRegStr HKCU "${MENU}" "AppliesTo" "System.ItemName:~>$\".casebook$\""
  WriteRegStr HKCU "${MENU}\command" "" "$\"$INSTDIR\Casebook.exe$\" open $\"%1$\""
  ; What fails is reported to nobody: a report would hold memory, and so records.
  WriteRegDWORD HKCU "${UNREPORTED}" "Casebook.exe" 1
  WriteRegDWORD HKCU "${UNREPORTED}" "casebook-cli.exe" 1
  WriteRegStr HKCU "Software\Casebook" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "Casebook"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\Casebook.exe"
  WriteRegStr HKCU "${LISTED}" "Publisher" "The Casebook maintainers"
  WriteRegStr HKCU "${LISTED}" "UninstallString" "$\"$INSTDIR\uninstall.exe$\""
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" "$\"$INSTDIR\uninstall.exe$\" /S"
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${INSTALLED_KIB}
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro SetAside "remove it again"
  RMDir /r "$INSTDIR\python.former"
  !insertmacro RemoveTree
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  RMDir "$LOCALAPPDATA\Programs" ; where nothing else is installed
  Delete "$SMPROGRAMS\Casebook.lnk"
  DeleteRegKey HKCU "${MENU}"
  !insertmacro RemoveEmptyKey "Software\Classes\Directory\shell"
  !insertmacro RemoveEmptyKey "Software\Classes\Directory"
  DeleteRegValue HKCU "${UNREPORTED}" "Casebook.exe"
  DeleteRegValue HKCU "${UNREPORTED}" "casebook-cli.exe"
  !insertmacro RemoveEmptyKey "${UNREPORTED}"
  !insertmacro RemoveEmptyKey "Software\Microsoft\Windows\Windows Error Reporting"
  DeleteRegKey HKCU "${LISTED}"
  !insertmacro RemoveEmptyKey "Software\Microsoft\Windows\CurrentVersion\Uninstall"
  DeleteRegKey HKCU "Software\Casebook"
  ; What the program wrote of itself. What it remembers of casebooks was asked for, and stays as they do.
  Delete "$LOCALAPPDATA\casebook\settings.json"
  Delete "$LOCALAPPDATA\casebook\self-check.json"
  RMDir "$LOCALAPPDATA\casebook" ; where nothing is remembered
  ; What runs here is a copy in a folder of its own, which Windows would remove at its next start for an administrator only.
  ${If} $EXEDIR != $INSTDIR
    ExecShell "open" "$SYSDIR\cmd.exe" '/d /s /c "(for /l %i in (1,1,30) do if exist "$EXEPATH" (ping -n 2 127.0.0.1 >nul & del /q "$EXEPATH")) & rmdir "$EXEDIR""' SW_HIDE
  ${EndIf}
SectionEnd
