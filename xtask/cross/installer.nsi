; The installer that is made on Debian: per user, without an administrator. Where it installs and what it writes into the registry
; is what Tauri's own installer (made on Windows, docs/RELEASE.md) does, so that one replaces the other.
; VERSION, PUBLISHER, DESCRIPTION, PROGRAMS (a folder), ICON, LICENCE, OUT and perhaps FAST come from the command line.

; The usual stub is of 32 bits, which a Wine of 64 bits alone cannot run.
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
!ifdef FAST
  ; For trying the installer: a debug build is 230 MB.
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif

!include MUI2.nsh
!include FileFunc.nsh

!define PRODUCT "Partner Desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PRODUCT}"
!define OWN "Software\${PUBLISHER}\${PRODUCT}"
!define DATA "app.partnerdesk.desktop"

Name "${PRODUCT}"
BrandingText "${PRODUCT} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\${PRODUCT}"
InstallDirRegKey HKCU "${OWN}" ""

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${PRODUCT}"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey FileDescription "${DESCRIPTION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright ""

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\partner-desk.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Your encrypted data and your log-in stay on this computer. To erase them, choose Log out in ${PRODUCT} first."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; A program that runs can be neither replaced nor deleted; half an installation would be worse than none.
!macro REFUSE_WHILE_RUNNING FILE
  IfFileExists "$INSTDIR\${FILE}" 0 +7
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    IfErrors 0 +3
      MessageBox MB_OK|MB_ICONEXCLAMATION "${PRODUCT} is running. Close it, in a terminal too, and start this again. Nothing was changed." /SD IDOK
      Goto refused
    FileClose $0
!macroend

Section
  !insertmacro REFUSE_WHILE_RUNNING partner-desk.exe
  !insertmacro REFUSE_WHILE_RUNNING partner-desk-cli.exe
  SetOutPath "$INSTDIR"
  ClearErrors
  File "${PROGRAMS}/partner-desk.exe"
  File "${PROGRAMS}/partner-desk-cli.exe"
  File "${PROGRAMS}/WebView2Loader.dll"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\partner-desk.exe"
  WriteRegStr HKCU "${OWN}" "" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" Publisher "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" Comments "${DESCRIPTION}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "$INSTDIR\partner-desk.exe"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize $0
  IfErrors 0 done
    SetErrorLevel 1
    Abort "Not everything could be written."
  refused:
    SetErrorLevel 2
    Abort "${PRODUCT} is running. Nothing was changed."
  done:
SectionEnd

Section Uninstall
  !insertmacro REFUSE_WHILE_RUNNING partner-desk.exe
  !insertmacro REFUSE_WHILE_RUNNING partner-desk-cli.exe
  ; By name, and the folder only when it is empty then: somebody may have chosen a folder with more in it.
  Delete "$INSTDIR\partner-desk.exe"
  Delete "$INSTDIR\partner-desk-cli.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${OWN}"
  DeleteRegKey /ifempty HKCU "Software\${PUBLISHER}"
  DetailPrint "Your encrypted data stays in $LOCALAPPDATA\${DATA}; Log out in ${PRODUCT} erases it."
  Goto done
  refused:
    SetErrorLevel 2
    Abort "${PRODUCT} is running. Nothing was changed."
  done:
SectionEnd
